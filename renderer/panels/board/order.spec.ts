import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BOARD_COLUMNS, BOARD_FILTERS, DEFAULT_BOARD, type BoardView } from '../../../contract/board.ts';
import { aRoute as route } from '../../../contract/fleet.fixture.ts';
import type { RouteState } from '../../../contract/fleet.ts';
import { feedMs } from '../../../contract/time.ts';
import { countFilters, passes } from './filters.ts';
import { orderOf } from './order.ts';
import { moveBy, rowWindow, scrollFor } from '../../ui/rows.ts';

const view = (change: Partial<BoardView> = {}): BoardView => ({ ...DEFAULT_BOARD, ...change });
const noAge = () => null;
const ids = (routes: readonly RouteState[], v = view(), age: (r: RouteState) => number | null = noAge) =>
  orderOf(routes, v, { ageOf: age, alarmWeight: () => 0 }).map((one) => one.id);

describe('orderOf', () => {
  it('puts the latest first, what is unknown after it, and what is done at the end', () => {
    const fleet = [
      route('1', { adherence: 60 }),
      route('2', { adherence: null }),
      route('3', { adherence: 900, phase: 'completed' }),
      route('4', { adherence: 700 }),
      route('5', { adherence: 30, phase: 'planned' }),
    ];
    expect(ids(fleet)).toEqual(['4', '1', '2', '5', '3']);
  });

  it('orders names as people do, and keeps what has no value last in both directions', () => {
    const fleet = [route('10'), route('9'), route('2', { vehicleId: null })];
    expect(ids(fleet, view({ sort: 'route', descending: false }))).toEqual(['2', '9', '10']);
    expect(ids(fleet, view({ sort: 'van', descending: true }))).toEqual(['10', '9', '2']);
    expect(ids(fleet, view({ sort: 'van', descending: false }))).toEqual(['9', '10', '2']);
  });

  it('puts by status what needs a human first', () => {
    const fleet = [
      route('1'),
      route('2', { late: true, adherence: 400 }),
      route('3', { conditions: ['silent'] }),
      route('4', { conditions: ['exception'] }),
      route('5', { late: true, adherence: 800 }),
    ];
    expect(ids(fleet, view({ sort: 'status', descending: false }))).toEqual(['4', '5', '2', '3', '1']);
  });

  it('finds every word of the search, whatever its case, in any field', () => {
    const fleet = [
      route('214', { driver: 'Okafor', nextName: '1480 Market St' }),
      route('88', { driver: 'Reyes' }),
    ];
    expect(ids(fleet, view({ search: ' OKAFOR  market ' }))).toEqual(['214']);
    expect(ids(fleet, view({ search: 'okafor reyes' }))).toEqual([]);
  });

  it('falls back to adherence for a sort it does not know', () => {
    expect(
      ids([route('1', { adherence: 1 }), route('2', { adherence: 5 })], view({ sort: 'toString' })),
    ).toEqual(['2', '1']);
  });

  it('depends only on the routes, not on the order that they came in', () => {
    const some = fc.uniqueArray(
      fc.record({
        id: fc.string({ minLength: 1, maxLength: 4 }),
        adherence: fc.option(fc.integer({ min: -3, max: 3 })),
        phase: fc.constantFrom('planned' as const, 'en-route' as const, 'completed' as const),
      }),
      { selector: (r) => r.id.toLowerCase().normalize('NFKD'), maxLength: 12 },
    );
    const sort = fc.constantFrom(...BOARD_COLUMNS);
    fc.assert(
      fc.property(some, sort, fc.boolean(), (rows, by, descending) => {
        const plain = rows.filter((r) => /^[0-9a-z]+$/.test(r.id)).map((r) => route(r.id, r));
        const v = view({ sort: by, descending });
        const order = ids(plain, v);
        expect(ids([...plain].reverse(), v)).toEqual(order);
        const facts = { ageOf: noAge, alarmWeight: () => 0 };
        const before = [...order.slice(2), 'gone', ...order.slice(0, 1)];
        expect(orderOf(plain, v, facts, before).map((one) => one.id)).toEqual(order);
      }),
    );
  });
});

describe('filters', () => {
  it('count what they show', () => {
    const fleet = [
      route('1', { late: true }),
      route('2', { conditions: ['exception'], late: true }),
      route('3', { phase: 'completed', late: true, conditions: ['silent'] }),
      route('4', { phase: 'planned', conditions: ['dwell'] }),
      route('5', { windowsAtRisk: 1 }),
      route('6', { nextEta: feedMs(2), nextWindowEnd: feedMs(1), conditions: ['off-route', 'silent'] }),
    ];
    expect(countFilters(fleet)).toEqual({
      all: 6,
      late: 2,
      'going-late': 2,
      exceptions: 3,
      reported: 1,
      'off-route': 1,
      silent: 1,
      dwell: 1,
      active: 4,
      planned: 1,
      done: 1,
    });
    for (const filter of BOARD_FILTERS)
      expect(fleet.filter((r) => passes(r, filter))).toHaveLength(countFilters(fleet)[filter]);
  });

  it('call nothing an exception or on its way to be late that is over', () => {
    const over = route('1', { phase: 'completed', conditions: ['silent'], windowsAtRisk: 3 });
    expect(passes(over, 'exceptions') || passes(over, 'going-late')).toBe(false);
    expect(passes({ ...over, conditions: ['exception'] }, 'exceptions')).toBe(true);
  });
});

describe('rowWindow', () => {
  it('covers all that is seen and little more, whatever the scroll position', () => {
    fc.assert(
      fc.property(
        fc.nat(5_000),
        fc.nat(2_000),
        fc.integer({ min: -50, max: 130_000 }),
        (rows, height, top) => {
          const { first, end } = rowWindow(top, height, 25, rows, 6);
          expect(first).toBeGreaterThanOrEqual(0);
          expect(end).toBeLessThanOrEqual(rows);
          expect(end - first).toBeLessThanOrEqual(Math.ceil(height / 25) + 14);
          const seen = Math.floor(top / 25);
          if (seen >= 0 && seen < rows && height > 0) {
            expect(first).toBeLessThanOrEqual(seen);
            expect(end).toBeGreaterThan(seen);
          }
        },
      ),
    );
  });
});

describe('keys', () => {
  it('stay within the rows', () => {
    expect(moveBy('ArrowDown', -1, 3, 10)).toBe(0);
    expect(moveBy('ArrowUp', -1, 3, 10)).toBe(0);
    expect(moveBy('ArrowUp', 0, 3, 10)).toBe(0);
    expect(moveBy('PageDown', 1, 3, 10)).toBe(2);
    expect(moveBy('End', 0, 3, 10)).toBe(2);
    expect(moveBy('x', 0, 3, 10)).toBeNull();
    expect(moveBy('ArrowDown', -1, 0, 10)).toBeNull();
  });

  it('scroll no farther than needed', () => {
    expect(scrollFor(3, 0, 100, 25)).toBe(0);
    expect(scrollFor(4, 0, 100, 25)).toBe(25);
    expect(scrollFor(1, 60, 100, 25)).toBe(25);
  });
});
