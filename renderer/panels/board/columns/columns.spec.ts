import { describe, expect, it } from 'vitest';
import { BOARD_COLUMNS, MAX_COLUMN_EM, MIN_COLUMN_EM } from '../../../../contract/board.ts';
import { inMenuOrder, isShown, layoutOf, moved, OWN_CHOICE, resized, toggled } from './columns.ts';

const ids = (columns: readonly { readonly id: string }[]): string => columns.map(({ id }) => id).join(' ');

describe('the layout', () => {
  it('shows its own choice whole where there is room, and what matters most where there is none', () => {
    expect(ids(layoutOf(null, 90).columns)).toBe('route van status adherence done next eta window age');
    expect(ids(layoutOf(null, 48).columns)).toBe('route van status adherence next eta age');
    expect(ids(layoutOf(null, 21.5).columns)).toBe('route status adherence');
    expect(ids(layoutOf(null, 5).columns)).toBe('route adherence');
    for (let ems = 13; ems < 100; ems += 1) expect(layoutOf(null, ems).wide).toBeNull();
  });

  it('gives times of a clock with twelve hours their room', () => {
    const eta = (twelve: boolean): string => layoutOf([{ id: 'eta', width: null }], 40, { twelve }).template;
    expect(eta(false)).toContain('minmax(4.2em');
    expect(eta(true)).toContain('minmax(5.2em');
    expect(ids(layoutOf(null, 62, { twelve: false }).columns)).toContain('window');
    expect(ids(layoutOf(null, 62, { twelve: true }).columns)).not.toContain('window');
    for (let ems = 13; ems < 100; ems += 1) expect(layoutOf(null, ems, { twelve: true }).wide).toBeNull();
  });

  it('is as wide for the routes as their ids are long, within reason: long ones begin alike', () => {
    const route = (longestId: number): number =>
      Number(/^minmax\(([\d.]+)em/.exec(layoutOf(null, 90, { longestId }).template)?.[1]);
    expect(route(3)).toBe(route(0));
    expect(route(7)).toBeGreaterThan(4.6);
    expect(route(200)).toBe(route(14));
    expect(route(200)).toBeLessThan(10);
  });

  it('shows what was chosen whatever the room, and scrolls', () => {
    const chosen = toggled(toggled(null, 'depot'), 'alarms');
    const { columns, wide, template } = layoutOf(resized(chosen, 'depot', 12), 30);
    expect(ids(columns)).toBe(`route ${ids(OWN_CHOICE)} depot alarms`);
    expect(wide).toBeGreaterThan(30);
    expect(template.split(' minmax').join('|minmax')).toContain('12em');
  });
});

describe('a choice', () => {
  it('shows, hides, and keeps one', () => {
    expect(isShown(null, 'window')).toBe(true);
    expect(ids(toggled(null, 'window'))).not.toContain('window');
    expect(toggled([{ id: 'eta', width: null }], 'eta')).toEqual([{ id: 'eta', width: null }]);
    expect(ids(toggled(null, 'route'))).toBe(ids(OWN_CHOICE));
    expect(new Set(inMenuOrder(null)).size).toBe(BOARD_COLUMNS.length - 1);
  });

  it('moves by one place and stays at the ends', () => {
    expect(ids(moved(null, 'status', -1)).startsWith('status van')).toBe(true);
    expect(ids(moved(null, 'van', -1))).toBe(ids(OWN_CHOICE));
    expect(ids(moved(null, 'age', 1))).toBe(ids(OWN_CHOICE));
    expect(ids(moved(null, 'depot', 1))).toBe(ids(OWN_CHOICE));
  });

  it('is as wide as asked within its bounds', () => {
    const width = (ems: number | null) => resized(null, 'eta', ems).find(({ id }) => id === 'eta')?.width;
    expect([0, 7.04, 1_000, null].map(width)).toEqual([MIN_COLUMN_EM, 7, MAX_COLUMN_EM, null]);
  });
});
