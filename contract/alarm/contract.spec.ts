import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { raiseAlarm, stepAlarm } from '../alarm.ts';
import { alarm, alarmPatch } from '../schema/domain.ts';
import { command } from '../schema/command.ts';
import { feedMs, wallMs } from '../time.ts';
import { canonicalJson } from './audit.ts';
import { pointOf } from './point.ts';

const at = feedMs(1_700_000_000_000);
const raised = raiseAlarm({
  id: 'a',
  rule: 'failed-delivery',
  priority: 3,
  routeId: 'r1',
  vehicleId: 'v1',
  facts: { stop: 4 },
  at,
  wall: wallMs(at),
});

describe('an alarm of an older gateway', () => {
  it('is completed with what nobody did yet', () => {
    const LATER = [
      'ruleId',
      'series',
      'position',
      'cause',
      'occurrence',
      'claim',
      'comment',
      'suppression',
      'escalation',
    ];
    const old = Object.fromEntries(Object.entries(raised).filter(([name]) => !LATER.includes(name)));
    expect(v.parse(alarm, old)).toEqual(raised);
  });
  it('is patched with the fields that came, and no others', () => {
    expect(v.parse(alarmPatch, { version: 2 })).toEqual({ version: 2 });
  });
  it('of a newer one is shown whatever its kind', () => {
    expect(v.parse(alarm, { ...raised, rule: 'meteor', ruleId: 'meteor' })).toMatchObject({
      rule: 'other',
      ruleId: 'meteor',
    });
  });
});

describe('a point', () => {
  it('is the rule and what it watches, the stop where each has one', () => {
    expect(pointOf(raised)).toBe('failed-delivery|r1|4');
    expect(pointOf({ ...raised, rule: 'late', ruleId: 'late' })).toBe('late|r1');
    expect(pointOf({ ...raised, rule: 'silent', ruleId: 'silent', routeId: null })).toBe('silent|v/v1');
    expect(pointOf({ ...raised, rule: 'series', ruleId: 'freezer', routeId: null, series: 'x/f1' })).toBe(
      'freezer|s/x/f1',
    );
  });
  it('is the same after anything that happens to its alarm', () => {
    const cleared = stepAlarm(raised, { type: 'clear', at });
    expect(pointOf(stepAlarm(cleared, { type: 'reactivate', at, facts: { stop: 4 } }))).toBe(pointOf(raised));
  });
});

describe('a command', () => {
  const given = (type: string, args: unknown) =>
    v.safeParse(command, {
      id: '0195f6a0-0000-7000-8000-000000000001',
      type,
      args,
      console: 'desk 2',
      expiresAt: 1,
    });
  it.each([
    ['shelve', { point: 'late|r1', seconds: 600, reason: 'roadworks' }, true],
    ['shelve', { point: 'late|r1', seconds: 600, reason: '  ' }, false],
    ['shelve', { point: 'late|r1', seconds: 0, reason: 'x' }, false],
    ['acknowledgeMany', { alarms: [{ alarmId: 'a' }] }, true],
    ['acknowledgeMany', { alarms: [] }, false],
    ['claim', { alarmId: 'a' }, true],
    ['countersign', {}, false],
    ['launch', {}, false],
  ])('%s %o is %s', (type, args, good) => {
    expect(given(type, args).success).toBe(good);
  });
});

it('canonical JSON is one text whatever the order of the keys', () => {
  const text = '{"a":[1,{"x":null,"y":"\\u0001"}],"b":true}';
  expect(canonicalJson({ b: true, a: [1, { y: '\u0001', x: null }], c: undefined })).toBe(text);
});
