import type { Action } from '../panels/types.ts';

export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  /** The key is being typed into a field. */
  readonly typing: boolean;
}

const KEYS: Readonly<Record<string, Action | ShellAction>> = {
  '/': 'find',
  f: 'fit-fleet',
  n: 'next-alarm',
  a: 'acknowledge',
  d: 'detail',
  l: 'link-details',
};

/** What the shell itself does for a key. */
export type ShellAction = 'clear' | 'link-details';

/** What the key asks for, null for nothing of ours: with a modifier or inside a field a letter is a letter. */
export function actionOf(press: KeyPress): Action | ShellAction | null {
  if (press.ctrlKey || press.metaKey || press.altKey || press.typing) return null;
  if (press.key === 'Escape') return 'clear';
  return KEYS[press.key.toLowerCase()] ?? null;
}

export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches('input, textarea, select');
}
