import type { Alarm } from '../alarm.ts';
import { figure, headline, numeric, worded, type Named } from './alarm-headline.ts';
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

const LATENESS: readonly Alarm['rule'][] = ['late', 'going-late'];
const SEPARATOR = ' \u00b7 ';

/** What a notification and the alarm list say: one function, so that they say the same. Facts it does not know are left out. */
export function alarmText(alarm: Alarm, strings: Strings): AlarmText {
  const { format } = strings;
  const { head, measure, says } = headline(alarm, strings);
  const own = factsText(alarm, strings);
  const who = concerned(alarm, says, strings);
  // Lateness is the planner's question (which windows), the other rules are the driver's (who is it).
  const parts = LATENESS.includes(alarm.rule) ? [...own, ...who] : [...who, ...own];
  const facts = parts.join(SEPARATOR);
  return {
    head,
    measure,
    title: measure === '' ? head : strings.t('alarm.measured', { head, measure }),
    body: [...parts, format.clock(alarm.raisedAt)].join(SEPARATOR),
    facts,
  };
}

function concerned(alarm: Alarm, said: Named, { t }: Strings): string[] {
  const { routeId, vehicleId } = alarm;
  const route = routeId === null || said === 'route' ? [] : [t('alarm.subject.route', { id: routeId })];
  if (vehicleId === null || said === 'vehicle') return route;
  const first = route.length === 0 && !LATENESS.includes(alarm.rule);
  return [...route, t(first ? 'alarm.subject.vehicle' : 'alarm.inside.vehicle', { id: vehicleId })];
}

function factsText({ rule, facts, active }: Alarm, { t, format }: Strings): string[] {
  const parts: string[] = [];
  const adherence = numeric(facts, 'adherence');
  if (adherence !== null && (!LATENESS.includes(rule) || !active))
    parts.push(t('alarm.fact.adherence', { adherence: format.adherence(adherence) }));
  const windows = numeric(facts, 'windowsAtRisk');
  if (windows !== null && windows > 0) parts.push(t('alarm.fact.windows', { n: windows }));
  const lastSeen = numeric(facts, 'lastSeen');
  if (lastSeen !== null) parts.push(t('alarm.fact.lastSeen', { at: format.clockSeconds(lastSeen) }));
  const stop = numeric(facts, 'stop');
  if (stop !== null) parts.push(t('alarm.fact.stop', { stop: stop + 1 }));
  const stopName = worded(facts, 'stopName');
  if (stopName !== null) parts.push(stopName);
  const windowEnd = numeric(facts, 'windowEnd');
  if (windowEnd !== null) parts.push(t('alarm.fact.windowEnd', { at: format.clock(windowEnd) }));
  const predicted = worded(facts, 'predictedAt');
  if (predicted !== null) parts.push(t('alarm.fact.predicted', { name: predicted }));
  const standing = numeric(facts, 'standing');
  if (standing !== null) parts.push(t('alarm.fact.standing', { age: format.age(standing * 1_000) }));
  const unit = worded(facts, 'unit');
  const limit = numeric(facts, 'limit');
  if (limit !== null) parts.push(t('alarm.fact.limit', { limit: figure(limit, unit, format) }));
  const usual = numeric(facts, 'usual');
  if (usual !== null) parts.push(t('alarm.fact.usual', { usual: figure(usual, unit, format) }));
  const [file, line] = [worded(facts, 'file'), numeric(facts, 'line')];
  if (file !== null) parts.push(file);
  if (line !== null) parts.push(t('alarm.fact.line', { line, column: numeric(facts, 'column') ?? 1 }));
  const next = worded(facts, 'nextName');
  if (next !== null) parts.push(t('alarm.fact.next', { name: next }));
  const reason = worded(facts, 'reason');
  const many = numeric(facts, 'failed') !== null;
  const saysReason = active && !many && (rule === 'failed-delivery' || rule === 'breakdown');
  if (reason !== null && !saysReason) parts.push(reason);
  if (numeric(facts, 'chattering') === 1) parts.push(t('alarm.fact.chattering'));
  return parts;
}
