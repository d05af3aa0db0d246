import { describe, expect, it } from 'vitest';
import type { Alarm } from '../../contract/alarm.ts';
import type { CommandArgs } from '../../contract/wire.ts';
import { wallMs, feedMs } from '../../contract/time.ts';
import type { Role } from '../../contract/wire.ts';
import { openSql } from '../streams/index.ts';
import { createAlarms } from './alarms.ts';
import { openAuditTrail } from './audit/trail.ts';
import { verifyAudit } from './audit/verify.ts';
import { aRoute, changesOf } from './changes.fixture.ts';
import { AlarmDesk, type AlarmCommand } from './desk.ts';
import { openPoints } from './points.ts';
import { AlarmRecord } from './record.ts';
import { plainRules } from './rules/plain.fixture.ts';
import { RulesFile } from './rules/watch.ts';

const T = 1_800_000_000_000;
function setting(sql = openSql(':memory:'), open: Iterable<Alarm> = []) {
  let now = T;
  const wall = () => wallMs(now);
  const moment = () => ({ feed: feedMs(now), wall: wall() });
  const rules = new RulesFile(null, [], wall());
  const alarms = createAlarms({ rules: plainRules(), open, points: openPoints(sql, 'demo') });
  const trail = openAuditTrail(sql, 'demo');
  const desk = new AlarmDesk({ tenant: 'demo', sql, alarms, trail, rules, webhook: null, wall });
  const record = new AlarmRecord({ alarms, trail, sql, done: (what) => desk.done(what) });
  const commit = () => sql.transaction(() => record.write());
  // Something is heard all the time: a dead feed is another matter.
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
  const route = (seconds: number, late: boolean, id = 'r1') => {
    now = T + seconds * 1_000;
    heard();
    const routes = [aRoute(id, { late, adherence: late ? 400 : 0 })];
    const changed = alarms.evaluate(changesOf({ routes }), feedMs(now), wall());
    commit();
    return changed;
  };
  const at = (seconds: number) => {
    now = T + seconds * 1_000;
    heard();
    const changed = [...alarms.evaluate(changesOf({}), feedMs(now), wall()), ...desk.tick(moment())];
    commit();
    return changed;
  };
  const press = <C extends AlarmCommand['type']>(
    type: C,
    args: CommandArgs[C],
    who = 'ana',
    more: { role?: Role; ifVersion?: number } = {},
  ) => {
    const { role = 'dispatcher', ...rest } = more;
    const principal = { sub: who, role, tenant: 'demo', jti: 'j', expiresAt: 0 };
    const command = { id: 'c', type, args, console: `desk of ${who}`, expiresAt: 0, ...rest };
    const { result } = desk.command(principal, command as AlarmCommand, moment());
    commit();
    return result;
  };
  const one = (): Alarm => {
    const [alarm] = alarms.open();
    if (alarm === undefined) throw new Error('no open alarm');
    return alarm;
  };
  return { sql, alarms, desk, trail, route, at, press, one };
}

describe('claim', () => {
  it('is whose came first; the other is told who has it, where and since when', () => {
    const { route, press, one, at } = setting();
    route(0, true);
    expect(press('claim', { alarmId: one().id })).toMatchObject({
      ok: true,
      value: { claim: { by: 'ana' } },
    });
    at(42);
    expect(press('claim', { alarmId: one().id }, 'ben')).toMatchObject({
      ok: false,
      error: { code: 'conflict', winner: { by: 'ana', console: 'desk of ana', at: T } },
    });
    expect(press('release', { alarmId: one().id }, 'ben')).toMatchObject({ error: { code: 'forbidden' } });
    expect(press('claim', { alarmId: one().id, take: true }, 'sue', { role: 'supervisor' }).ok).toBe(true);
    expect(one().claim?.by).toBe('sue');
  });
});

describe('acknowledge', () => {
  it('covers only the occurrence that was seen, and facts that moved do not matter', () => {
    const { route, press, one } = setting();
    route(0, true);
    route(1, false);
    route(2, true);
    expect(one().occurrence).toBe(2);
    expect(press('acknowledge', { alarmId: one().id, occurrence: 1 })).toMatchObject({
      error: { code: 'conflict' },
    });
    expect(press('acknowledge', { alarmId: one().id, occurrence: 2 }).ok).toBe(true);
    expect(press('acknowledge', { alarmId: one().id, occurrence: 2 }, 'ben')).toMatchObject({
      error: { code: 'conflict', winner: { by: 'ana', console: 'desk of ana' } },
    });
  });

  it('of many is answered for each', () => {
    const { route, press, alarms } = setting();
    route(0, true);
    route(0, true, 'r2');
    const ids = [...alarms.open()].map(({ id }) => ({ alarmId: id }));
    expect(press('acknowledgeMany', { alarms: [...ids, { alarmId: 'gone' }] })).toMatchObject({
      ok: true,
      value: { results: [{ error: null }, { error: null }, { error: { code: 'not-found' } }] },
    });
    expect([...alarms.open()].every((alarm) => alarm.acknowledged)).toBe(true);
  });
});

describe('shelving', () => {
  it('acts on the point: what returns and comes again stays shelved, until its time is over', () => {
    const { route, press, one, at, desk } = setting();
    route(0, true);
    const shelve = { point: 'late|r1', seconds: 600, reason: 'roadworks' };
    expect(press('shelve', shelve)).toMatchObject({ ok: true, value: { alarmId: one().id } });
    press('acknowledge', { alarmId: one().id });
    route(10, false);
    const [again] = route(20, true);
    expect(again).toMatchObject({ suppression: { kind: 'shelved', by: 'ana', until: T + 600_000 } });
    expect(desk.overview()).toMatchObject({ suppressedCount: 1, suppressed: [{ occurrences: 1 }] });
    // Only what was annunciated counts.
    expect(desk.health({ from: wallMs(T - 1), to: wallMs(T + 30_000), position: null }).alarms).toBe(1);
    expect(at(599)).toEqual([]);
    expect(at(600)).toMatchObject([{ suppression: null }]);
    expect(desk.overview().suppressedCount).toBe(0);
  });

  it('has the hard maximum of its rule, and rules that allow none', () => {
    const { route, press } = setting();
    route(0, true);
    const reason = 'works';
    expect(press('shelve', { point: 'late|r1', seconds: 14_401, reason })).toMatchObject({
      error: { code: 'bad-request', field: 'args.seconds' },
    });
    expect(press('shelve', { point: 'breakdown|r1', seconds: 60, reason })).toMatchObject({
      error: { code: 'forbidden' },
    });
    expect(press('shelve', { point: 'nonsense|r1', seconds: 60, reason })).toMatchObject({
      error: { code: 'not-found' },
    });
  });

  it('outlives a restart, of a point whose alarm does not stand too', () => {
    const first = setting();
    first.press('outOfService', { point: 'late|r1', reason: 'van sold' }, 'sue', { role: 'supervisor' });
    const again = setting(first.sql);
    expect(again.route(5, true)).toMatchObject([{ suppression: { kind: 'out-of-service' } }]);
    again.press('returnToService', { point: 'late|r1' }, 'sue', { role: 'supervisor' });
    expect(again.one().suppression).toBeNull();
  });
});

describe('escalation', () => {
  it('brings what no console has to every desk, what nobody answers to the supervisor', () => {
    const { route, at, one, desk } = setting();
    route(0, true);
    expect(at(29)).toEqual([]);
    expect(at(30)).toMatchObject([{ escalation: { level: 1, why: 'not-received' } }]);
    expect(at(899)).toEqual([]);
    expect(at(900)).toMatchObject([{ escalation: { level: 2, why: 'not-answered' } }]);
    expect(one().acknowledged).toBe(false);
    expect(desk.overview().health[0]?.toAcknowledge.waiting).toBe(1);
  });

  it('leaves alone what a console has for its time, and what is claimed for good', () => {
    const { route, at, one, desk, press } = setting();
    route(0, true);
    const who = { sub: 'ana', role: 'dispatcher' as const, tenant: 'demo', jti: 'j', expiresAt: 0 };
    const report = (what: 'received' | 'shown') =>
      desk.report(
        who,
        { console: 'desk 1', at: wallMs(T), reports: [{ alarmId: one().id, what }] },
        { feed: feedMs(T), wall: wallMs(T) },
      );
    expect([report('received'), report('received'), report('shown'), report('shown')]).toEqual([1, 0, 1, 0]);
    expect(at(200)).toEqual([]);
    press('claim', { alarmId: one().id });
    expect(at(5_000)).toEqual([]);
  });
});

describe('the trail', () => {
  it('has everything that was done, with who, where and why, and holds', () => {
    const { route, press, one, trail, sql, at } = setting();
    route(0, true);
    press('claim', { alarmId: one().id });
    press('comment', { alarmId: one().id, text: 'called the driver' });
    press('acknowledge', { alarmId: one().id, comment: 'seen' });
    route(60, false);
    at(70);
    const entries = trail.after(0, 100);
    expect(entries.map(({ action }) => action)).toEqual([
      'raised',
      'claimed',
      'commented',
      'acknowledged',
      'returned',
      'closed',
    ]);
    expect(entries[3]).toMatchObject({ by: 'ana', console: 'desk of ana', details: { comment: 'seen' } });
    expect(verifyAudit(sql, 'demo')).toMatchObject({ ok: true, entries: 6 });
  });
});

describe('a test of the alarms', () => {
  it('is in the trail with who, where, and what became of each channel', () => {
    const { press, trail, sql } = setting();
    const results = [
      { channel: 'notification', outcome: 'shown', ms: 40, noticed: true },
      { channel: 'siren', outcome: 'no-device', ms: 2, noticed: null },
    ] as const;
    expect(press('recordTest', { at: wallMs(T - 5), results })).toEqual({ ok: true, value: null });
    expect(trail.after(0, 10)).toMatchObject([
      { action: 'tested', by: 'ana', console: 'desk of ana', alarmId: null, details: { at: T - 5, results } },
    ]);
    expect(verifyAudit(sql, 'demo')).toMatchObject({ ok: true });
  });
});

describe('handover', () => {
  it('says what stands, what is shelved and what happened, and is countersigned by another', () => {
    const { route, press, desk } = setting();
    route(0, true);
    route(60, true, 'r2');
    press('shelve', { point: 'late|r2', seconds: 60, reason: 'roadworks' });
    const given = press('handover', { position: null, note: 'quiet' });
    expect(given).toMatchObject({
      ok: true,
      value: { standingCount: 2, suppressedCount: 1, happened: { raised: 2 }, countersigned: null },
    });
    const handoverId = desk.overview().handover?.id ?? '';
    expect(press('countersign', { handoverId })).toMatchObject({ error: { code: 'forbidden' } });
    expect(press('countersign', { handoverId }, 'ben').ok).toBe(true);
    expect(press('countersign', { handoverId }, 'cay')).toMatchObject({
      error: { code: 'conflict', winner: { by: 'ben' } },
    });
    expect(desk.overview().handover).toMatchObject({ version: 2, countersigned: { by: 'ben' } });
  });
});

describe('chatter', () => {
  it('is said and proposed after three times in a minute, and taken back when it is calm', () => {
    const { route, desk, one, at } = setting();
    for (const s of [0, 20, 40]) {
      route(s, true);
      if (s < 40) route(s + 5, false);
    }
    expect(one().facts).toMatchObject({ chattering: 1 });
    expect(desk.overview().chattering).toMatchObject([{ point: 'late|r1', count: 3 }]);
    at(200);
    expect(one().facts['chattering']).toBeUndefined();
    expect(desk.overview().chattering).toEqual([]);
  });
});
