import { stepAlarm, type Alarm } from '../../contract/alarm.ts';
import type { AlarmHealth } from '../../contract/alarm/health.ts';
import type { Handover } from '../../contract/alarm/handover.ts';
import type { AlarmOverview, FloodGroup, RuleInfo, SuppressionEntry } from '../../contract/alarm/overview.ts';
import { pointOf } from '../../contract/alarm/point.ts';
import { feedMs, wallMs, type WallMs } from '../../contract/time.ts';
import { NOON } from './fleet.ts';

/** How the alarms are: as on a good day, as drawn, or far too many at once. */
export const MOODS = ['calm', 'busy', 'flood'] as const;
export type Mood = (typeof MOODS)[number];

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const act = (by: string, at: number) => ({ by, console: null, at: wallMs(at) });

/** The fleet's alarms in that mood. `now` is the gateway's wall time. */
export function moody(alarms: readonly Alarm[], mood: Mood, now: number): Alarm[] {
  const at = feedMs(NOON);
  if (mood === 'calm')
    return alarms
      .slice(0, 6)
      .map((alarm) => stepAlarm(alarm, { type: 'acknowledge', at, by: 'desk-1', comment: null }));
  if (mood === 'flood')
    return alarms.map((alarm, i) => {
      const key = ['Bayview', 'Mission', 'Sunset'][Math.floor(i / 12) % 3] ?? 'Bayview';
      const cause = i % 9 === 8 ? null : { group: 'depot', key };
      return { ...alarm, cause, acknowledged: i % 7 === 6, ackBy: i % 7 === 6 ? 'desk-1' : null };
    });
  return alarms.map((alarm, i) => {
    if (i === 1) return stepAlarm(alarm, { type: 'claim', at, claim: act('desk-2', now - 80_000) });
    if (i === 3)
      return stepAlarm(alarm, {
        type: 'escalate',
        at,
        escalation: { level: 1, at: wallMs(now - MINUTE), why: 'not-answered' },
      });
    if (i === 6) return { ...alarm, facts: { ...alarm.facts, chattering: 1 } };
    return alarm;
  });
}

const RULES: readonly RuleInfo[] = (
  ['late', 'off-route', 'silent', 'breakdown', 'failed-delivery'] as const
).map((rule) => ({
  id: rule,
  rule,
  priority: rule === 'breakdown' ? 1 : 2,
  title: null,
  runbook:
    rule === 'late'
      ? {
          text: 'Are windows at risk? Call those customers, or move stops to a van that is early.',
          links: [{ title: 'Who to call', url: 'https://runbooks.example/late' }],
        }
      : null,
  shelve: rule === 'breakdown' ? { proposed: 0, most: 0 } : { proposed: 3_600, most: 8 * 3_600 },
  escalate: { desks: 60, supervisor: 300 },
}));

function healthIn(mood: Mood, alarms: readonly Alarm[], to: WallMs): AlarmHealth {
  const ill = mood === 'flood';
  if (alarms.length === 0) return unused(to);
  const top = alarms.slice(0, 10).map((alarm, i) => ({
    point: pointOf(alarm),
    rule: alarm.rule,
    ruleId: alarm.ruleId,
    count: 12 - i,
  }));
  return {
    from: wallMs(to - 8 * HOUR),
    to,
    position: null,
    alarms: ill ? 214 : 62,
    per10Min: { average: ill ? 4.5 : 1.3, peak: ill ? 44 : 9, peakAt: wallMs(to - 20 * MINUTE) },
    floods: ill ? 2 : 0,
    floodShare: ill ? 0.083 : 0.004,
    chattering: ill ? top.slice(0, 2) : [],
    standing: 2,
    top,
    topShare: 0.34,
    priorities: ill ? { 1: 41, 2: 83, 3: 90 } : { 1: 3, 2: 10, 3: 49 },
    toAcknowledge: { count: 58, medianMs: 48_000, p95Ms: 262_000, waiting: 4 },
  };
}

/** Of a gateway that has had no alarm yet. */
const unused = (to: WallMs): AlarmHealth => ({
  from: wallMs(to - 8 * HOUR),
  to,
  position: null,
  alarms: 0,
  per10Min: { average: 0, peak: 0, peakAt: null },
  floods: 0,
  floodShare: 0,
  chattering: [],
  standing: 0,
  top: [],
  topShare: 0,
  priorities: { 1: 0, 2: 0, 3: 0 },
  toAcknowledge: { count: 0, medianMs: null, p95Ms: null, waiting: 0 },
});

const entryOf = (alarm: Alarm, suppression: SuppressionEntry['suppression']): SuppressionEntry => ({
  point: pointOf(alarm),
  rule: alarm.rule,
  ruleId: alarm.ruleId,
  priority: alarm.priority,
  routeId: alarm.routeId,
  vehicleId: alarm.vehicleId,
  series: alarm.series,
  suppression,
  alarmId: alarm.id,
  occurrences: 2,
});

/** What the gateway would say beside these alarms. */
export function fakeOverview(alarms: readonly Alarm[], mood: Mood, now: number): AlarmOverview {
  const at = wallMs(now);
  const health = healthIn(mood, alarms, at);
  const groups = new Map<string, FloodGroup>();
  for (const { id, cause } of alarms) {
    if (cause === null) continue;
    const known = groups.get(cause.key);
    groups.set(cause.key, { cause, count: (known?.count ?? 0) + 1, firstOut: id });
  }
  const hidden = alarms.slice(-3);
  const shelf = [
    {
      kind: 'shelved',
      until: wallMs(now + 42 * MINUTE),
      by: 'desk-2',
      reason: 'Known: new tyre at the depot',
    },
    { kind: 'out-of-service', until: null, by: 'lead-1', reason: 'Sensor is being replaced' },
    { kind: 'suppressed', until: null, by: 'breakdown', reason: 'breakdown stands' },
  ] as const;
  const suppressed =
    mood === 'calm'
      ? []
      : hidden.map((alarm, i) => {
          const { kind, until, by, reason } = shelf[i % 3] ?? shelf[0];
          return entryOf(alarm, { ...act(by, now - (i + 1) * 17 * MINUTE), kind, until, reason });
        });
  const handover: Handover = {
    ...act('desk-1', now - 3 * HOUR),
    id: '00000000-0000-4000-9000-000000000001',
    position: null,
    from: wallMs(now - 11 * HOUR),
    note: 'Gate 4 at Bayview is closed until noon. Van 52 waits for the tow truck.',
    standing: alarms.slice(0, 4),
    standingCount: 4,
    suppressed,
    suppressedCount: suppressed.length,
    happened: { raised: 61, acknowledged: 58, closed: 57, escalated: 2 },
    health,
    countersigned: null,
    version: 1,
  };
  return {
    at,
    suppressed,
    suppressedCount: suppressed.length,
    flood: {
      since: mood === 'flood' ? wallMs(now - 6 * MINUTE) : null,
      last10Min: mood === 'flood' ? 23 : 2,
      groups: mood === 'flood' ? [...groups.values()] : [],
    },
    stood:
      mood === 'busy' && alarms.length > 0
        ? { since: wallMs(now - 42 * MINUTE), waiting: 3, level: 1 }
        : null,
    chattering: [],
    health: [health],
    handover,
    positions: [],
    rules: { version: null, loadedAt: wallMs(now - 11 * HOUR), rules: RULES, refused: null },
    webhook: null,
  };
}

/** One who was slower, and what waits: for pictures. */
export const refusedAct = (alarm: Alarm, now: number) => ({
  id: '00000000-0000-4000-a000-000000000001',
  type: 'claim' as const,
  alarmIds: [alarm.id],
  point: null,
  at: wallMs(now),
  refused: [
    {
      alarmId: null,
      error: {
        code: 'conflict' as const,
        message: 'desk-1 has it',
        winner: { by: 'desk-1', console: null, at: now - 2_000 },
      },
    },
  ],
});
