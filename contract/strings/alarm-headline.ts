import { alarmState, type Alarm } from '../alarm.ts';
import type { Strings } from './index.ts';

type Translate = Strings['t'];
export type Named = 'route' | 'vehicle' | null;
export interface Headline {
  readonly head: string;
  /** How much, where the rule measures something; else empty. */
  readonly measure: string;
  /** Which name it says: the facts need not. */
  readonly says: Named;
}

type Facts = Alarm['facts'];
export const numeric = (facts: Facts, name: string): number | null =>
  typeof facts[name] === 'number' ? facts[name] : null;
export const worded = (facts: Facts, name: string): string | null => {
  const value = facts[name];
  return value === undefined || value === '' ? null : String(value);
};

/** A figure of a series with its unit: `8.4 °C`. UCUM's `Cel` is what people call degrees. */
export function figure(value: number, unit: string | null, format: Strings['format']): string {
  const shown = format.number(value, Number.isInteger(value) ? 0 : 1);
  if (unit === null) return shown;
  return `${shown}\u00a0${unit === 'Cel' ? '\u00b0C' : unit}`;
}

const plain = (head: string): Headline => ({ head, measure: '', says: null });

/** What happened, in a few words; a rule's own title goes before the catalogue's. */
export function headline(alarm: Alarm, strings: Strings): Headline {
  const { t } = strings;
  const returned = alarmState(alarm) === 'returned-unacknowledged';
  const title = worded(alarm.facts, 'title');
  if (title !== null) {
    return returned
      ? plain(t('alarm.returned.titled', { title }))
      : { ...plain(title), measure: measured(alarm, strings) };
  }
  return returned ? returnedHead(alarm, t) : standingHead(alarm, strings);
}

/** A series that was sent in is called by its own name: the `x/` before it is the gateway's. */
const seriesOf = ({ series, ruleId }: Alarm): string => series?.replace(/^x\//, '') ?? ruleId;

function standingHead(alarm: Alarm, strings: Strings): Headline {
  const { t } = strings;
  const { facts, rule } = alarm;
  const measure = measured(alarm, strings);
  const reason = worded(facts, 'reason');
  const series = seriesOf(alarm);
  switch (rule) {
    case 'late':
    case 'going-late':
    case 'off-route':
    case 'dwell': {
      const [says, subject] = subjectOf(alarm, 'subject', t);
      return { head: t(`alarm.title.${rule}`, { subject }), measure, says };
    }
    case 'silent': {
      const [says, subject] = subjectOf(alarm, 'inside', t);
      return { head: t('alarm.title.silent', { subject }), measure, says };
    }
    case 'geofence': {
      const [says, subject] = subjectOf(alarm, 'subject', t);
      const side = facts['side'] === 'outside' ? 'outside' : 'inside';
      return { head: t(`alarm.title.geofence.${side}`, { subject, area: areaOf(facts, t) }), measure, says };
    }
    case 'failed-delivery': {
      const [n, minutes] = [numeric(facts, 'failed'), numeric(facts, 'minutes')];
      if (n !== null && minutes !== null) return plain(t('alarm.title.failed-delivery.many', { n, minutes }));
      return plain(
        reason === null ? t('alarm.title.failed-delivery') : t('alarm.title.failed-delivery.why', { reason }),
      );
    }
    case 'breakdown':
      return plain(reason === null ? t(`alarm.title.${rule}`) : t(`alarm.title.${rule}.why`, { reason }));
    case 'window-missed':
    case 'rules-refused':
      return plain(t(`alarm.title.${rule}`));
    case 'series':
    case 'anomaly':
      return { head: t(`alarm.title.${rule}`, { series }), measure, says: null };
    case 'feed-dead':
      return plain(t('alarm.title.feed-dead', { source: sourceOf(facts, t) }));
    case 'other':
      return { head: t('alarm.title.other', { rule: alarm.ruleId }), measure, says: null };
  }
}

function returnedHead(alarm: Alarm, t: Translate): Headline {
  const { facts, rule } = alarm;
  switch (rule) {
    case 'late':
    case 'going-late':
    case 'off-route':
    case 'dwell':
    case 'silent': {
      const [says, subject] = subjectOf(alarm, 'inside', t);
      return { head: t(`alarm.returned.${rule}`, { subject }), measure: '', says };
    }
    case 'geofence': {
      const [says, subject] = subjectOf(alarm, 'inside', t);
      return { head: t('alarm.returned.geofence', { subject, area: areaOf(facts, t) }), measure: '', says };
    }
    case 'failed-delivery':
      return plain(
        t(
          facts['failed'] === undefined
            ? 'alarm.returned.failed-delivery'
            : 'alarm.returned.failed-delivery.many',
        ),
      );
    case 'breakdown':
    case 'window-missed':
    case 'rules-refused':
      return plain(t(`alarm.returned.${rule}`));
    case 'series':
    case 'anomaly':
      return plain(t(`alarm.returned.${rule}`, { series: seriesOf(alarm) }));
    case 'feed-dead':
      return plain(t('alarm.returned.feed-dead', { source: sourceOf(facts, t) }));
    case 'other':
      return plain(t('alarm.returned.titled', { title: alarm.ruleId }));
  }
}

function measured({ rule, facts }: Alarm, { format }: Strings): string {
  const adherence = numeric(facts, 'adherence');
  if (rule === 'late' || rule === 'going-late') return adherence === null ? '' : format.adherence(adherence);
  const value = numeric(facts, 'value');
  return value === null ? '' : figure(value, worded(facts, 'unit'), format);
}

const areaOf = (facts: Facts, t: Translate): string => worded(facts, 'area') ?? t('alarm.area');
const sourceOf = (facts: Facts, t: Translate): string => worded(facts, 'source') ?? t('alarm.source.feed');

/** Lateness is a route's, everything else a van's. */
const ABOUT_ROUTE: readonly Alarm['rule'][] = ['late', 'going-late'];

/** The name that the rule is about, or the other one where it is not known; `at` the beginning of a sentence or inside it. */
function subjectOf(alarm: Alarm, at: 'subject' | 'inside', t: Translate): [Named, string] {
  const names = ABOUT_ROUTE.includes(alarm.rule)
    ? (['route', 'vehicle'] as const)
    : (['vehicle', 'route'] as const);
  for (const name of names) {
    const id = name === 'route' ? alarm.routeId : alarm.vehicleId;
    if (id !== null) return [name, t(`alarm.${at}.${name}`, { id })];
  }
  return [null, t(`alarm.${at}.fleet`)];
}
