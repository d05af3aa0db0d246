import { describe, expect, it } from 'vitest';
import type { PositionReport } from '../../../contract/ingest.ts';
import { feedMs, wallMs } from '../../../contract/time.ts';
import type { Happening } from '../../ports.ts';
import { createAlarms } from '../alarms.ts';
import { ringMetres } from '../area.ts';
import { aRoute, changesOf } from '../changes.fixture.ts';
import { readRules } from '../rules/read.ts';
import { sideOf } from './geofences.ts';

const T = 1_700_000_000_000;
function book(rules: string, more = '') {
  const read = readRules(`{ ${more} "rules": [${rules}] }`, []);
  if (!read.ok) throw new Error(read.error.message);
  const alarms = createAlarms({ rules: read.value });
  const tick = (seconds: number, part: Parameters<typeof changesOf>[0] = {}) =>
    alarms.evaluate(changesOf(part), feedMs(T + seconds * 1_000), wallMs(T + seconds * 1_000));
  return { alarms, tick };
}
const fix = (seconds: number, metresEast: number, accuracy: number | null = 10): PositionReport => ({
  vehicleId: 'v1',
  routeId: null,
  at: feedMs(T + seconds * 1_000),
  lat: 0,
  lon: metresEast / 111_320,
  speed: null,
  heading: null,
  accuracy,
});
const AREA = '"areas": [{ "id": "yard", "name": "Yard 4", "centre": [0, 0], "metres": 100 }],';
const FENCE =
  '{ "id": "left", "when": { "kind": "geofence", "area": "yard", "side": "outside", "accuracy": 50, "dwell": 30 }, "priority": 2 }';

describe('geofence', () => {
  it('counts a fix only where its whole circle is on one side, and good enough', () => {
    const area = { id: 'yard', name: 'y', centre: [0, 0] as const, metres: 100 };
    expect(sideOf(fix(0, 0), area, 50)).toBe('inside');
    expect(sideOf(fix(0, 95), area, 50)).toBeNull();
    expect(sideOf(fix(0, 120), area, 50)).toBe('outside');
    expect(sideOf(fix(0, 120, 60), area, 50)).toBeNull();
    expect(sideOf(fix(0, 110, null), area, 50)).toBeNull();
  });

  it('is an event after its dwell, and none for a van that flutters at the fence', () => {
    const { alarms, tick } = book(FENCE, AREA);
    for (let s = 0; s < 120; s += 10) alarms.position(fix(s, s % 20 === 0 ? 150 : 50));
    expect(tick(120)).toEqual([]);
    for (let s = 120; s <= 150; s += 10) alarms.position(fix(s, 150));
    expect(tick(150)).toMatchObject([
      { rule: 'geofence', ruleId: 'left', vehicleId: 'v1', facts: { area: 'Yard 4', side: 'outside' } },
    ]);
    for (let s = 160; s <= 190; s += 10) alarms.position(fix(s, 0));
    expect(tick(190)).toMatchObject([{ active: false }]);
  });

  it('measures to the border of a ring, negative inside', () => {
    const d = 0.001;
    const ring = [
      [0, 0],
      [d, 0],
      [d, d],
      [0, d],
    ] as const;
    expect(ringMetres(ring, d / 2, d / 2)).toBeCloseTo(-55.66, 1);
    expect(ringMetres(ring, 2 * d, d / 2)).toBeCloseTo(111.3, 0);
  });
});

describe('series', () => {
  const COLD =
    '{ "id": "freezer", "title": "Freezer too warm", "when": { "kind": "series", "series": "x/freezer*", "above": -15, "deadband": 2 }, "priority": 1, "onDelay": 60 }';
  it('is out of range after its delay, and in range again only beyond the deadband', () => {
    const { alarms, tick } = book(COLD);
    alarms.value('x/freezer-1', 'Cel', -14);
    expect(tick(0)).toEqual([]);
    expect(tick(61)).toMatchObject([
      {
        rule: 'series',
        ruleId: 'freezer',
        series: 'x/freezer-1',
        facts: { title: 'Freezer too warm', value: -14, unit: 'Cel', limit: -15 },
      },
    ]);
    alarms.value('x/freezer-1', 'Cel', -16);
    expect(tick(62).every((alarm) => alarm.active)).toBe(true);
    alarms.value('x/freezer-1', 'Cel', -17.5);
    expect(tick(63)).toMatchObject([{ active: false }]);
    alarms.value('x/fridge-1', 'Cel', 40);
    expect(tick(200)).toEqual([]);
  });
});

describe('routes', () => {
  it('miss a window at its end and its grace, each stop for itself, until it is served', () => {
    const { tick } = book(
      '{ "id": "window-missed", "when": { "kind": "window-missed", "grace": 60 }, "priority": 3 }',
    );
    const at = (stop: number, end: number) => ({
      routes: [aRoute('r1', { nextStop: stop, nextWindowEnd: feedMs(T + end * 1_000) })],
    });
    expect(tick(0, at(3, 100))).toEqual([]);
    expect(tick(150)).toEqual([]);
    expect(tick(165)).toMatchObject([{ rule: 'window-missed', facts: { stop: 3 } }]);
    expect(tick(170, at(4, 100))).toMatchObject([
      { active: false, facts: { stop: 3 } },
      { active: true, facts: { stop: 4 } },
    ]);
    expect(tick(176)).toEqual([]);
  });

  it('take the limit of their rule with its hysteresis, where it has one of its own', () => {
    const { tick } = book(
      '{ "id": "very-late", "when": { "kind": "late", "over": 900, "under": 600 }, "priority": 1, "only": { "depots": ["N*"] } }',
    );
    const route = (adherence: number, depot = 'North') => ({ routes: [aRoute('r1', { adherence, depot })] });
    expect(tick(0, route(900))).toEqual([]);
    expect(tick(1, route(901, 'South'))).toEqual([]);
    expect(tick(2, route(901))).toMatchObject([{ rule: 'late', ruleId: 'very-late' }]);
    expect(tick(3, route(700)).every((alarm) => alarm.active)).toBe(true);
    expect(tick(4, route(600))).toMatchObject([{ active: false }]);
  });
});

describe('late with promises', () => {
  it('asks only while so many promised windows are at risk', () => {
    const { tick } = book('{ "id": "promise", "when": { "kind": "late", "windows": 2 }, "priority": 2 }');
    const route = (windowsAtRisk: number) => ({
      routes: [aRoute('r1', { late: true, adherence: 400, windowsAtRisk })],
    });
    expect(tick(0, route(1))).toEqual([]);
    expect(tick(1, route(2))).toMatchObject([{ rule: 'late', ruleId: 'promise', active: true }]);
    expect(tick(2, route(0))).toMatchObject([{ active: false }]);
  });
});

describe('deliveries that fail one after the other', () => {
  const RULE =
    '{ "id": "many", "when": { "kind": "failed-delivery", "count": 3, "within": 600 }, "priority": 3 }';
  const outcome = (type: 'failed' | 'delivered', stop: number, seconds: number) => ({
    happenings: [
      {
        type,
        routeId: 'r1',
        vehicleId: 'v1',
        stop,
        stopName: `Stop ${String(stop)}`,
        reason: 'closed',
        at: feedMs(T + seconds * 1_000),
      } as Happening,
    ],
  });
  it('are one alarm of the route, at the third within the time, until one is delivered again', () => {
    const { tick } = book(RULE);
    expect(tick(0, outcome('failed', 1, 0))).toEqual([]);
    expect(tick(60, outcome('delivered', 2, 60))).toEqual([]);
    expect(tick(120, outcome('failed', 3, 120))).toEqual([]);
    const [third] = tick(200, outcome('failed', 4, 200));
    expect(third).toMatchObject({ ruleId: 'many', active: true, facts: { failed: 3, minutes: 10 } });
    expect(tick(300, outcome('failed', 5, 300))).toMatchObject([{ id: third?.id, facts: { failed: 4 } }]);
    expect(tick(400, outcome('delivered', 6, 400))).toMatchObject([{ id: third?.id, active: false }]);
  });
  it('are none where they lie further apart', () => {
    const { tick } = book(RULE);
    for (const [n, s] of [0, 300, 600, 900, 1_200].entries())
      expect(tick(s, outcome('failed', n, s))).toEqual([]);
  });
});

describe('a dead feed', () => {
  const RULES = `{ "id": "feed-dead", "when": { "kind": "feed-dead", "after": 60 }, "priority": 1 },
    { "id": "silent", "when": { "kind": "silent" }, "priority": 3, "suppressedBy": ["feed-dead"] }`;
  it('is one alarm, and the silence of every van is suppressed by it', () => {
    const { alarms, tick } = book(RULES);
    alarms.position(fix(0, 0));
    tick(0, { routes: [aRoute('r1')] });
    expect(tick(61)).toMatchObject([{ rule: 'feed-dead' }]);
    const [silent] = tick(62, { routes: [aRoute('r1', { conditions: ['silent'] })] });
    expect(silent).toMatchObject({ suppression: { kind: 'suppressed', by: 'feed-dead' } });
    alarms.position(fix(70, 0));
    const after = tick(71);
    expect(after.find((alarm) => alarm.rule === 'feed-dead')).toMatchObject({ active: false });
    expect(after.find((alarm) => alarm.rule === 'silent')).toMatchObject({ suppression: null, active: true });
  });
  it('is none at night, when no van is under way', () => {
    const { tick } = book(RULES);
    tick(0, { routes: [aRoute('r1', { phase: 'completed' })] });
    expect(tick(600)).toEqual([]);
  });
});
