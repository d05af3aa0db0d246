import { alarmState, type Alarm } from '../alarm.ts';
import type { Strings } from './index.ts';

export interface AlarmText {
  /** What happened, without its figure: `Route 225 is late`. */
  readonly head: string;
  /** How much, where the rule measures something: `+12 min`. Empty where it does not. */
  readonly measure: string;
  /** Both on one line: `Route 225 is late, +12 min`. */
  readonly title: string;
  /** The facts in words, the time last; never empty. */
  readonly body: string;
  /** The body without the time, for where an age stands beside it; may be empty. Nothing of the title is said again. */
  readonly facts: string;
}

const SEPARATOR = ' \u00b7 ';

type Facts = Alarm['facts'];
const numeric = (facts: Facts, name: string): number | null =>
  typeof facts[name] === 'number' ? facts[name] : null;
const worded = (facts: Facts, name: string): string | null => {
  const value = facts[name];
  return value === undefined || value === '' ? null : String(value);
};

/** What a notification and the alarm list say: one function, so that they say the same. Facts it does not know are left out. */
export function alarmText(alarm: Alarm, strings: Strings): AlarmText {
  const { format } = strings;
  const { head, measure, says } = headline(alarm, strings);
  const own = factsText(alarm, strings);
  const who = concerned(alarm, says, strings);
  // Lateness is the planner's question (which windows), the other rules are the driver's (who is it).
  const parts = alarm.rule === 'late' ? [...own, ...who] : [...who, ...own];
  const facts = parts.join(SEPARATOR);
  return {
    head,
    measure,
    title: measure === '' ? head : strings.t('alarm.measured', { head, measure }),
    body: [...parts, format.clock(alarm.raisedAt)].join(SEPARATOR),
    facts,
  };
}

type Named = 'route' | 'vehicle' | null;
interface Headline {
  readonly head: string;
  readonly measure: string;
  /** Which name it says: the facts need not. */
  readonly says: Named;
}

function headline(alarm: Alarm, { t, format }: Strings): Headline {
  const returned = alarmState(alarm) === 'returned-unacknowledged';
  const plain = (head: string): Headline => ({ head, measure: '', says: null });
  switch (alarm.rule) {
    case 'late': {
      const [says, subject] = subjectOf(alarm, 'route', returned ? 'inside' : 'subject', t);
      if (returned) return { head: t('alarm.returned.late', { subject }), measure: '', says };
      const adherence = numeric(alarm.facts, 'adherence');
      const measure = adherence === null ? '' : format.adherence(adherence);
      return { head: t('alarm.title.late', { subject }), measure, says };
    }
    case 'off-route': {
      const [says, subject] = subjectOf(alarm, 'vehicle', returned ? 'inside' : 'subject', t);
      const key = returned ? 'alarm.returned.off-route' : 'alarm.title.off-route';
      return { head: t(key, { subject }), measure: '', says };
    }
    case 'silent': {
      const [says, subject] = subjectOf(alarm, 'vehicle', 'inside', t);
      const key = returned ? 'alarm.returned.silent' : 'alarm.title.silent';
      return { head: t(key, { subject }), measure: '', says };
    }
    case 'failed-delivery': {
      if (returned) return plain(t('alarm.returned.failed-delivery'));
      const reason = worded(alarm.facts, 'reason');
      return plain(
        reason === null ? t('alarm.title.failed-delivery') : t('alarm.title.failed-delivery.why', { reason }),
      );
    }
    case 'breakdown': {
      if (returned) return plain(t('alarm.returned.breakdown'));
      const reason = worded(alarm.facts, 'reason');
      return plain(reason === null ? t('alarm.title.breakdown') : t('alarm.title.breakdown.why', { reason }));
    }
  }
}

type Translate = Strings['t'];

/** The name that the rule is about, or the other one where it is not known; `at` the beginning of a sentence or inside it. */
function subjectOf(
  alarm: Alarm,
  wanted: 'route' | 'vehicle',
  at: 'subject' | 'inside',
  t: Translate,
): [Named, string] {
  const names = wanted === 'route' ? (['route', 'vehicle'] as const) : (['vehicle', 'route'] as const);
  for (const name of names) {
    const id = name === 'route' ? alarm.routeId : alarm.vehicleId;
    if (id !== null) return [name, t(`alarm.${at}.${name}`, { id })];
  }
  return [null, t(`alarm.${at}.fleet`)];
}

function concerned(alarm: Alarm, said: Named, { t }: Strings): string[] {
  const { routeId, vehicleId } = alarm;
  const route = routeId === null || said === 'route' ? [] : [t('alarm.subject.route', { id: routeId })];
  if (vehicleId === null || said === 'vehicle') return route;
  const first = route.length === 0 && alarm.rule !== 'late';
  return [...route, t(first ? 'alarm.subject.vehicle' : 'alarm.inside.vehicle', { id: vehicleId })];
}

function factsText({ rule, facts, active }: Alarm, { t, format }: Strings): string[] {
  const parts: string[] = [];
  const adherence = numeric(facts, 'adherence');
  if (adherence !== null && (rule !== 'late' || !active))
    parts.push(t('alarm.fact.adherence', { adherence: format.adherence(adherence) }));
  const windows = numeric(facts, 'windowsAtRisk');
  if (windows !== null && windows > 0) parts.push(t('alarm.fact.windows', { n: windows }));
  const lastSeen = numeric(facts, 'lastSeen');
  if (lastSeen !== null) parts.push(t('alarm.fact.lastSeen', { at: format.clockSeconds(lastSeen) }));
  const stop = numeric(facts, 'stop');
  if (stop !== null) parts.push(t('alarm.fact.stop', { stop: stop + 1 }));
  const stopName = worded(facts, 'stopName');
  if (stopName !== null) parts.push(stopName);
  const next = worded(facts, 'nextName');
  if (next !== null) parts.push(t('alarm.fact.next', { name: next }));
  const reason = worded(facts, 'reason');
  const saysReason = active && (rule === 'failed-delivery' || rule === 'breakdown');
  if (reason !== null && !saysReason) parts.push(reason);
  return parts;
}
