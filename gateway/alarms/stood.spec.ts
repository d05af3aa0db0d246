import { describe, expect, it } from 'vitest';
import type { Alarm } from '../../contract/alarm.ts';
import { feedMs, wallMs } from '../../contract/time.ts';
import type { RouteState } from '../../contract/fleet.ts';
import type { Happening } from '../ports.ts';
import { openSql } from '../streams/index.ts';
import { createAlarms } from './alarms.ts';
import { openAuditTrail } from './audit/trail.ts';
import { aRoute, changesOf } from './changes.fixture.ts';
import { AlarmDesk } from './desk.ts';
import { openPoints } from './points.ts';
import { AlarmRecord } from './record.ts';
import { plainRules } from './rules/plain.fixture.ts';
import { RulesFile } from './rules/watch.ts';

const T = 1_800_000_000_000;
const LATE = { late: true, adherence: 400 };

/** A gateway's alarms from a start at second 0 on: what they remember, what the day before left, what comes. */
function setting(open: Iterable<Alarm> = []) {
  const sql = openSql(':memory:');
  let now = T;
  const wall = () => wallMs(now);
  const alarms = createAlarms({ rules: plainRules(), open, points: openPoints(sql, 'demo') });
  const trail = openAuditTrail(sql, 'demo');
  const rules = new RulesFile(null, [], wall());
  const desk = new AlarmDesk({ tenant: 'demo', sql, alarms, trail, rules, webhook: null, wall });
  const record = new AlarmRecord({ alarms, trail, sql, done: (what) => desk.done(what) });
  const heard = () =>
    alarms.position({
      vehicleId: 'v9',
      routeId: null,
      at: feedMs(now),
      lat: 0,
      lon: 0,
      speed: null,
      heading: null,
      accuracy: null,
    });
  const routes = (ids: readonly string[], fields: Partial<RouteState>) =>
    changesOf({ routes: ids.map((id) => aRoute(id, fields)) });
  const settle = (seconds: number, changes: ReturnType<typeof changesOf>) =>
    alarms.settle(changes, feedMs(T + seconds * 1_000));
  const begin = () => {
    heard();
    const changed = alarms.begin(feedMs(T), wall());
    sql.transaction(() => record.write());
    return changed;
  };
  const at = (seconds: number, changes = changesOf({})) => {
    now = T + seconds * 1_000;
    heard();
    const changed = alarms.evaluate(changes, feedMs(now), wall());
    changed.push(...desk.tick({ feed: feedMs(now), wall: wall() }));
    sql.transaction(() => record.write());
    return changed;
  };
  const escalations = () =>
    trail
      .after(0, 1_000)
      .filter(({ action }) => action === 'escalated')
      .map(({ alarmId, details }) => ({ alarmId, level: details['level'], stood: details['stood'] }));
  return { alarms, desk, trail, settle, begin, at, routes, escalations };
}
const names = (count: number) => Array.from({ length: count }, (_, n) => `r${String(n)}`);
const event = (type: Happening['type'], stop: number): Happening =>
  ({
    type,
    routeId: 'r1',
    vehicleId: 'v1',
    stop,
    stopName: 'Elm St 4',
    reason: null,
    at: feedMs(T),
  }) as Happening;

describe('what stood when the gateway began', () => {
  it('waits in the list, unacknowledged, and is no flood', () => {
    const { settle, begin, routes, desk, at } = setting();
    settle(-600, routes(names(40), LATE));
    const raised = begin();
    expect(raised).toHaveLength(40);
    expect(raised.every((alarm) => alarm.stood && alarm.active && !alarm.acknowledged)).toBe(true);
    at(1);
    expect(desk.overview()).toMatchObject({
      flood: { since: null, last10Min: 0 },
      stood: { since: T, waiting: 40, level: 0 },
      health: [{ alarms: 0, floods: 0, priorities: { 2: 0 } }],
    });
  });

  it('counts as annunciated what comes after, also of the same point', () => {
    const { settle, begin, routes, desk, at, alarms } = setting();
    settle(-600, routes(names(12), LATE));
    begin();
    at(10, routes(['r99'], LATE));
    at(20, routes(['r1'], {}));
    at(90, routes(['r1'], LATE));
    expect(alarms.at('late|r1')).toMatchObject({ stood: false, occurrence: 2 });
    at(91);
    expect(desk.overview()).toMatchObject({ flood: { last10Min: 2 }, stood: { waiting: 11 } });
    at(100, routes(names(12).slice(2), {}));
    at(130, routes(names(12).slice(2), LATE));
    expect(desk.overview().flood).toMatchObject({ since: T + 130_000, last10Min: 12 });
  });

  it('is escalated once for all of it, and every priority 1 for itself', () => {
    const { settle, begin, routes, at, escalations, alarms, desk } = setting();
    settle(-600, routes(names(40), LATE));
    settle(-300, changesOf({ happenings: [event('breakdown', 2)] }));
    begin();
    const breakdown = alarms.at('breakdown|r1')?.id ?? '';
    for (const s of [29, 30, 59, 60, 299, 300, 899, 900, 3_600]) at(s);
    expect(escalations()).toEqual([
      { alarmId: breakdown, level: 1, stood: undefined },
      { alarmId: null, level: 1, stood: 40 },
      { alarmId: breakdown, level: 2, stood: undefined },
      { alarmId: null, level: 2, stood: 40 },
    ]);
    expect(desk.overview().stood).toMatchObject({ waiting: 40, level: 2 });
    expect([...alarms.open()].filter((alarm) => alarm.escalation !== null)).toHaveLength(1);
  });

  it('asks nobody any more once it is answered', () => {
    const { settle, begin, routes, at, alarms, desk, escalations } = setting();
    settle(-600, routes(['r1', 'r2'], LATE));
    begin();
    const who = { sub: 'ana', role: 'dispatcher' as const, tenant: 'demo', jti: 'j', expiresAt: 0 };
    const [one, two] = [...alarms.open()];
    const moment = { feed: feedMs(T), wall: wallMs(T + 20_000) };
    const command = { id: 'c', console: 'desk 1', expiresAt: 0 };
    desk.command(who, { ...command, type: 'claim', args: { alarmId: one?.id ?? '' } }, moment);
    expect(desk.overview().stood).toMatchObject({ waiting: 1 });
    alarms.acknowledge(two?.id ?? '', 'ana', null, undefined, feedMs(T));
    expect(desk.overview().stood).toBeNull();
    at(5_000);
    expect(escalations()).toEqual([]);
  });

  it('has waited its on-delay where it held that long before, and is raised in its own time where not', () => {
    const { settle, begin, routes, at } = setting();
    settle(-900, routes(['r1'], { conditions: ['dwell'] }));
    settle(-590, routes(['r2'], { conditions: ['dwell'] }));
    settle(-900, routes(['r3'], { conditions: ['dwell'] }));
    settle(-60, routes(['r3'], {}));
    expect(begin()).toMatchObject([{ rule: 'dwell', routeId: 'r1', stood: true }]);
    expect(at(9)).toEqual([]);
    expect(at(10)).toMatchObject([{ rule: 'dwell', routeId: 'r2', stood: false }]);
  });
});

describe('what was restored', () => {
  const before = (seconds: number, ids: readonly string[]) => {
    const { at, routes, alarms, begin } = setting();
    begin();
    at(seconds, routes(ids, LATE));
    return [...alarms.open()];
  };

  it('keeps its clock where its time is not up yet', () => {
    const { begin, settle, routes, at, desk } = setting(before(-100, ['r1']));
    settle(-1, routes(['r1'], LATE));
    expect(begin()).toEqual([]);
    expect(desk.overview().stood).toBeNull();
    expect(at(199)).toMatchObject([{ escalation: { level: 1, why: 'not-received' } }]);
  });

  it('is one with what stands where its time ran out while nobody could be called', () => {
    const { begin, settle, routes, at, desk, escalations } = setting(before(-2_000, names(20)));
    settle(-1, routes(names(20), LATE));
    expect(begin().filter(({ stood }) => stood)).toHaveLength(20);
    expect(desk.overview().stood).toMatchObject({ since: T, waiting: 20 });
    at(1);
    expect(escalations()).toEqual([]);
    at(300);
    expect(escalations()).toEqual([{ alarmId: null, level: 1, stood: 20 }]);
  });

  it('stays while its condition holds, and returns where that is over', () => {
    const { begin, settle, routes, at, alarms } = setting(before(-10, ['r1', 'r2']));
    settle(-1, routes(['r1'], LATE));
    settle(-1, routes(['r2'], {}));
    expect(begin()).toMatchObject([{ routeId: 'r2', active: false }]);
    expect(at(1)).toEqual([]);
    expect([...alarms.open()]).toHaveLength(2);
  });

  it('raises nothing of what was over before the start', () => {
    const { begin, settle } = setting();
    settle(-60, changesOf({ happenings: [event('failed', 1), event('arrived', 2)] }));
    settle(-30, changesOf({ happenings: [event('breakdown', 2)] }));
    expect(begin().map(({ rule }) => rule)).toEqual(['breakdown']);
  });
});
