import type { Alarm } from '../alarm.ts';
import type { Strings } from './index.ts';

export interface AlarmText {
  /** Rule and what it concerns: `Late: route 12`. */
  readonly title: string;
  /** The facts in words, the time last; never empty. */
  readonly body: string;
  /** The body without the time, for where an age stands beside it; may be empty. */
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
  const { t, format } = strings;
  const subject =
    alarm.routeId !== null
      ? t('alarm.subject.route', { id: alarm.routeId })
      : alarm.vehicleId !== null
        ? t('alarm.subject.vehicle', { id: alarm.vehicleId })
        : t('alarm.subject.fleet');
  const parts = factsText(alarm.facts, strings);
  if (alarm.routeId !== null && alarm.vehicleId !== null)
    parts.push(t('alarm.subject.vehicle', { id: alarm.vehicleId }));
  const facts = parts.join(SEPARATOR);
  parts.push(format.clock(alarm.raisedAt));
  return {
    title: t('alarm.title', { rule: t(`alarm.rule.${alarm.rule}`), subject }),
    body: parts.join(SEPARATOR),
    facts,
  };
}

function factsText(facts: Facts, { t, format }: Strings): string[] {
  const parts: string[] = [];
  const adherence = numeric(facts, 'adherence');
  if (adherence !== null) parts.push(t('alarm.fact.adherence', { adherence: format.adherence(adherence) }));
  const windows = numeric(facts, 'windowsAtRisk');
  if (windows !== null && windows > 0) parts.push(t('alarm.fact.windows', { n: windows }));
  const lastSeen = numeric(facts, 'lastSeen');
  if (lastSeen !== null) parts.push(t('alarm.fact.lastSeen', { at: format.clock(lastSeen) }));
  const stopName = worded(facts, 'stopName');
  const stop = numeric(facts, 'stop');
  if (stopName !== null) parts.push(t('alarm.fact.stopName', { name: stopName }));
  else if (stop !== null) parts.push(t('alarm.fact.stop', { stop: stop + 1 }));
  const next = worded(facts, 'nextName');
  if (next !== null) parts.push(t('alarm.fact.next', { name: next }));
  const reason = worded(facts, 'reason');
  if (reason !== null) parts.push(reason);
  return parts;
}
