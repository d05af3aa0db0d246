import type { layoutEn } from './layout-en.ts';

export const layoutDe: Record<keyof typeof layoutEn, string> = {
  'layout.dispatcher': 'Disposition',
  'layout.supervisor': 'Schichtleitung',
  'layout.wall': 'Wand',
  'layout.admin': 'Alles',
};
