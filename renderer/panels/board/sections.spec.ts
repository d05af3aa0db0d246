import { describe, expect, it } from 'vitest';
import { MAX_FOLDS, NO_FOLDS, type BoardFolds } from '../../../contract/board.ts';
import type { RouteState } from '../../../contract/fleet.ts';
import { fakeFleet } from '../../dev/fleet.ts';
import {
  headAt,
  heldSections,
  isFolded,
  lineKey,
  linesOf,
  sectionsOf,
  turned,
  type Section,
} from './sections.ts';

const [first] = fakeFleet(1, 1).routes;
const route = (id: string, change: Partial<RouteState> = {}): RouteState => ({
  ...(first as RouteState),
  late: false,
  conditions: [],
  phase: 'en-route',
  ...change,
  id,
});
const section = (key: string, ...ids: string[]): Section => ({ key, late: 0, exceptions: 0, ids });
const keys = (sections: readonly Section[]): string[] =>
  sections.map(({ key, ids }) => `${key}: ${ids.join(' ')}`);

describe('sections', () => {
  it('count, keep the order, and have what has no name at the end', () => {
    const fleet = [
      route('1', { depot: 'South', late: true }),
      route('2', { depot: null }),
      route('3', { depot: 'North', conditions: ['silent'] }),
      route('4', { depot: 'South', late: true, phase: 'completed' }),
    ];
    const sections = sectionsOf(fleet, 'depot');
    expect(keys(sections)).toEqual(['North: 3', 'South: 1 4', ': 2']);
    expect(sections.map(({ late, exceptions }) => [late, exceptions])).toEqual([
      [0, 1],
      [1, 0],
      [0, 0],
    ]);
  });

  it('by status have the most urgent first', () => {
    const fleet = [route('1'), route('2', { late: true }), route('3', { phase: 'completed' })];
    expect(keys(sectionsOf(fleet, 'status'))).toEqual(['late: 2', 'on-time: 1', 'completed: 3']);
  });

  it('do not move while held: what is gone goes, what is new comes to its end', () => {
    const held = [section('a', '1', '2'), section('b', '3')];
    const fresh = [section('c', '9'), section('b', '7', '3', '1'), section('a', '2')];
    expect(keys(heldSections(held, fresh, (id) => id !== '2'))).toEqual(['a: 1', 'b: 3 7', 'c: 9']);
  });
});

describe('lines', () => {
  const sections = [section('a', '1', '2'), section('b', '3')];

  it('have heads only where there are groups, and nothing below one that is folded', () => {
    expect(linesOf(sections, 'none', NO_FOLDS).map(lineKey)).toEqual(['route:1', 'route:2', 'route:3']);
    const lines = linesOf(sections, 'depot', { all: false, except: ['a'] });
    expect(lines.map(lineKey)).toEqual(['head:a', 'head:b', 'route:3']);
    expect([0, 1, 2, 9].map((at) => headAt(lines, at))).toEqual([0, 1, 1, 1]);
  });

  it('fold one by one against all, within a bound', () => {
    const open: BoardFolds = { all: true, except: [] };
    expect(isFolded(open, 'x')).toBe(true);
    expect(turned(open, 'x', false)).toEqual({ all: true, except: ['x'] });
    expect(turned(turned(open, 'x', false), 'x', true)).toEqual(open);
    expect(turned(open, 'x', true)).toBe(open);
    let folds = open;
    for (let n = 0; n <= MAX_FOLDS; n += 1) folds = turned(folds, String(n), false);
    expect(folds.except).toHaveLength(MAX_FOLDS);
    expect(isFolded(folds, '0')).toBe(true);
    expect(isFolded(folds, String(MAX_FOLDS))).toBe(false);
  });
});
