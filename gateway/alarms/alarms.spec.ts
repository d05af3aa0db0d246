import { describe, expect, it } from 'vitest';
import { alarmState, type Alarm } from '../../contract/alarm.ts';
import type { RouteState } from '../../contract/fleet.ts';
import { feedMs, wallMs } from '../../contract/time.ts';
import type { FleetChanges, Happening } from '../ports.ts';
import { createAlarms, type AlarmsOptions } from './alarms.ts';
import { aRoute, changesOf } from './changes.fixture.ts';
import { plainRules } from './rules/plain.fixture.ts';
import type { Rule } from './rules/rule.ts';

const START = 1_700_000_000_000;
const wall = wallMs(1_800_000_000_000);

function book(options: AlarmsOptions = {}) {
  let ids = 0;
  const alarms = createAlarms({ rules: plainRules(), newId: () => `a${String(++ids)}`, ...options });
  const at = (seconds: number) => feedMs(START + seconds * 1_000);
  const tick = (seconds: number, part: Partial<FleetChanges> = {}): Alarm[] =>
    alarms.evaluate(changesOf(part), at(seconds), wall);
  const route = (seconds: number, fields: Partial<RouteState>) =>
    tick(seconds, { routes: [aRoute('r1', fields)] });
  const ack = (id: string, seconds: number, version?: number) =>
    alarms.acknowledge(id, 'desk-2', 'seen', version, at(seconds));
  return { alarms, tick, route, ack, at };
}

function withRule(id: string, part: Partial<Rule>) {
  const set = plainRules();
  const rule = set.rules.get(id);
  if (rule === undefined) throw new Error(`no rule ${id}`);
  return { ...set, rules: new Map(set.rules).set(id, { ...rule, ...part }) };
}

const happening = (type: Happening['type'], stop: number, reason: string | null = null): Happening =>
  ({
    type,
    routeId: 'r1',
    vehicleId: 'v1',
    stop,
    stopName: `Stop ${String(stop)}`,
    reason,
    at: feedMs(START),
    adherence: 0,
  }) as Happening;

describe('rules from state', () => {
  it('raises late once, with its facts, and clears it when the route catches up', () => {
    const { route, alarms } = book();
    const [raised] = route(0, { late: true, adherence: 301.4, windowsAtRisk: 2 });
    expect(raised).toMatchObject({
      id: 'a1',
      rule: 'late',
      priority: 2,
      routeId: 'r1',
      vehicleId: 'v-r1',
      raisedWall: wall,
      facts: { adherence: 301, windowsAtRisk: 2, nextName: 'Elm St 4' },
    });
    expect(route(1, { late: true, adherence: 320, windowsAtRisk: 2 })).toEqual([]);
    const [cleared] = route(2, { late: false, adherence: 100 });
    expect(cleared).toMatchObject({ id: 'a1', active: false, closedAt: null });
    expect([...alarms.open()]).toHaveLength(1);
  });

  it('makes a new version of facts only for a whole minute or another number of windows', () => {
    const { route } = book();
    route(0, { late: true, adherence: 301 });
    expect(route(1, { late: true, adherence: 360 })).toEqual([]);
    expect(route(2, { late: true, adherence: 361 })[0]).toMatchObject({
      version: 2,
      facts: { adherence: 361 },
    });
    expect(route(3, { late: true, adherence: 362, windowsAtRisk: 1 })[0]).toMatchObject({ version: 3 });
  });

  it('waits for the on-delay and forgets what ended before it', () => {
    const { route, tick } = book();
    expect(route(0, { conditions: ['off-route'] })).toEqual([]);
    expect(tick(14)).toEqual([]);
    route(14.5, {});
    expect(tick(16)).toEqual([]);
    route(20, { conditions: ['off-route'] });
    expect(tick(35)[0]).toMatchObject({ rule: 'off-route', active: true });
  });

  it('waits no longer because the clock was put back meanwhile', () => {
    const { tick, alarms } = book();
    const at = (seconds: number, conditions: RouteState['conditions']) =>
      tick(seconds, { routes: [aRoute('r1', { conditions })] });
    const delay = plainRules().rules.get('off-route')?.onDelay ?? 0;
    at(300, ['off-route']);
    expect(tick(1)).toEqual([]);
    expect(tick(delay)).toEqual([]);
    expect(tick(1 + delay)).toMatchObject([{ rule: 'off-route' }]);
    expect([...alarms.open()]).toHaveLength(1);
  });

  it('waits for the off-delay and stays when the condition comes back in it', () => {
    const { route, tick } = book({
      rules: withRule('silent', { onDelay: 0, offDelay: 10 }),
    });
    route(0, { conditions: ['silent'] });
    expect(route(5, {})).toEqual([]);
    expect(route(9, { conditions: ['silent'] })).toEqual([]);
    expect(tick(30)).toEqual([]);
    route(31, {});
    expect(tick(41)[0]).toMatchObject({ rule: 'silent', active: false });
  });

  it('says when a silent vehicle was last seen', () => {
    const { tick } = book();
    const seen = { vehicleId: 'v-r1', lat: 0, lon: 0, heading: null, speed: null, observed: feedMs(START) };
    tick(0, { positions: [seen] });
    const [alarm] = tick(100, { routes: [aRoute('r1', { conditions: ['silent'] })] });
    expect(alarm?.facts).toMatchObject({ lastSeen: START });
  });

  it('clears everything of a route that completed or was removed', () => {
    const { tick, route } = book({
      rules: withRule('off-route', { onDelay: 0, offDelay: 0 }),
    });
    route(0, { late: true, adherence: 400, conditions: ['off-route'] });
    const ended = route(1, { phase: 'completed', late: true, adherence: 400, conditions: ['off-route'] });
    expect(ended.map((alarm) => [alarm.rule, alarm.active])).toEqual([
      ['late', false],
      ['off-route', false],
    ]);
    tick(2, { happenings: [happening('breakdown', 0, 'engine')] });
    expect(tick(3, { removed: ['r1'] })).toMatchObject([{ rule: 'breakdown', active: false }]);
  });
});

describe('rules from happenings', () => {
  it('holds a failed delivery until the van arrives at another stop', () => {
    const { tick } = book();
    const [failed] = tick(0, { happenings: [happening('failed', 4, 'nobody home')] });
    expect(failed).toMatchObject({
      rule: 'failed-delivery',
      priority: 3,
      facts: { stop: 4, stopName: 'Stop 4', reason: 'nobody home' },
    });
    expect(tick(1, { happenings: [happening('arrived', 4), happening('departed', 4)] })).toEqual([]);
    expect(tick(2, { happenings: [happening('arrived', 5)] })).toMatchObject([{ id: 'a1', active: false }]);
  });

  it('loses no failure that began and ended within one tick', () => {
    const { tick } = book();
    const changed = tick(0, { happenings: [happening('failed', 4), happening('arrived', 5)] });
    expect(changed.map(alarmState)).toEqual(['returned-unacknowledged']);
  });

  it('keeps one alarm for each failed stop', () => {
    const { tick, alarms } = book();
    tick(0, { happenings: [happening('failed', 4)] });
    tick(1, { happenings: [happening('failed', 5)] });
    expect([...alarms.open()].map((alarm) => alarm.facts['stop'])).toEqual([4, 5]);
  });

  it('holds a breakdown until recovered', () => {
    const { tick } = book();
    expect(tick(0, { happenings: [happening('breakdown', 0, 'engine')] })).toMatchObject([
      { priority: 1, facts: { reason: 'engine' } },
    ]);
    expect(tick(1, { happenings: [happening('recovered', 0)] })).toMatchObject([{ active: false }]);
  });
});

describe('operator', () => {
  it("acknowledges with name and comment, and the condition's end closes", () => {
    const { route, ack, alarms } = book();
    route(0, { late: true, adherence: 400 });
    expect(ack('a1', 1, 1)).toMatchObject({
      ok: true,
      changed: true,
      alarm: { ackBy: 'desk-2', ackComment: 'seen', acknowledged: true, closedAt: null },
    });
    expect(route(2, {})).toMatchObject([{ id: 'a1', closedAt: START + 2_000 }]);
    expect([...alarms.open()]).toEqual([]);
    expect(ack('a1', 3)).toMatchObject({ ok: false, code: 'not-found' });
  });

  it("refuses a version that is not the alarm's any more", () => {
    const { route, ack, alarms } = book();
    route(0, { late: true, adherence: 400 });
    route(1, { late: true, adherence: 500 });
    expect(ack('a1', 2, 1)).toMatchObject({ ok: false, code: 'conflict' });
    expect(alarms.get('a1')?.acknowledged).toBe(false);
  });

  it("answers a second acknowledgement with the first one's alarm, unchanged", () => {
    const { route, ack } = book();
    route(0, { late: true, adherence: 400 });
    ack('a1', 1);
    expect(ack('a1', 2, 1)).toMatchObject({ ok: true, changed: false, alarm: { version: 2 } });
  });

  it('reactivates what nobody acknowledged, and raises anew what was', () => {
    const { route, ack } = book();
    route(0, { late: true, adherence: 400 });
    route(1, {});
    expect(route(2, { late: true, adherence: 400 })).toMatchObject([{ id: 'a1', active: true }]);
    ack('a1', 3);
    route(4, {});
    expect(route(5, { late: true, adherence: 400 })).toMatchObject([{ id: 'a2', acknowledged: false }]);
  });
});
