import type { AlarmOperation } from '../../../contract/alarm/acts.ts';
import type { RuleInfo, SuppressionEntry } from '../../../contract/alarm/overview.ts';
import { whoOf } from '../../../contract/alarm/operator.ts';
import type { Strings } from '../../../contract/strings/index.ts';
import type { WallMs } from '../../../contract/time.ts';

/** The rule's own headline, else its kind in the catalogue's words. */
export function ruleTitle(
  { ruleId, rule }: Pick<SuppressionEntry, 'ruleId' | 'rule'>,
  rules: readonly RuleInfo[],
  { t }: Strings,
): string {
  return rules.find(({ id }) => id === ruleId)?.title ?? t(`alarm.rule.${rule}`);
}

/** What the point is about: `Route 4`, `Van 71`, the series. Empty for the whole fleet. */
export function aboutWords(
  { routeId, vehicleId, series }: Pick<SuppressionEntry, 'routeId' | 'vehicleId' | 'series'>,
  { t }: Strings,
): string {
  if (routeId !== null) return t('map.route', { id: routeId });
  if (vehicleId !== null) return t('map.van', { id: vehicleId });
  return series ?? '';
}

/** When it ends, in words; `now` is the gateway's wall time. */
export function endsWords({ suppression }: SuppressionEntry, now: WallMs, { t, format }: Strings): string {
  switch (suppression.kind) {
    case 'shelved':
      if (suppression.until === null || suppression.until <= now) return t('suppression.now');
      return t('suppression.in', { age: format.age(suppression.until - now) });
    case 'out-of-service':
      return t('suppression.open');
    case 'suppressed':
      return t('suppression.design');
  }
}

/** Who hid it; of those by design the rule that does. */
export function ownerWords(
  { suppression }: SuppressionEntry,
  rules: readonly RuleInfo[],
  { t }: Strings,
): string {
  if (suppression.kind !== 'suppressed') return whoOf(suppression);
  const rule = rules.find(({ id }) => id === suppression.by);
  const title = rule === undefined ? suppression.by : (rule.title ?? t(`alarm.rule.${rule.rule}`));
  return t('suppression.byRule', { rule: title });
}

/** Brings it back; null for what is suppressed by design, which nobody can. */
export function bringBack({ point, suppression }: SuppressionEntry): AlarmOperation | null {
  if (suppression.kind === 'shelved') return { type: 'unshelve', args: { point } };
  if (suppression.kind === 'out-of-service') return { type: 'returnToService', args: { point } };
  return null;
}

/** What ends first is first; then what ends by a hand, then what ends by itself. */
export function boardOrder(entries: readonly SuppressionEntry[]): SuppressionEntry[] {
  const rank = { shelved: 0, 'out-of-service': 1, suppressed: 2 } as const;
  const endOf = (entry: SuppressionEntry): number => entry.suppression.until ?? entry.suppression.at;
  return [...entries].sort(
    (a, b) =>
      rank[a.suppression.kind] - rank[b.suppression.kind] ||
      endOf(a) - endOf(b) ||
      (a.point < b.point ? -1 : 1),
  );
}
