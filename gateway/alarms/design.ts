import type { Alarm } from '../../contract/alarm.ts';
import type { Suppression } from '../../contract/alarm/operator.ts';
import type { WallMs } from '../../contract/time.ts';
import type { RuleSet } from './rules/rule.ts';

/**
 * The suppression that the rules design for this alarm now: an active alarm of a rule that suppresses its own, of the whole
 * fleet, of the same route, or of the same cause. The one it has stays while it may.
 */
export function byDesign(
  alarm: Alarm,
  { rules }: RuleSet,
  open: Iterable<Alarm>,
  at: WallMs,
): Suppression | null {
  const causes = rules.get(alarm.ruleId)?.suppressedBy ?? [];
  if (causes.length === 0) return null;
  for (const other of open) {
    if (!other.active || other.id === alarm.id || !causes.includes(other.ruleId)) continue;
    const fleet = other.routeId === null && other.vehicleId === null && other.series === null;
    const route = other.routeId !== null && other.routeId === alarm.routeId;
    const cause =
      other.cause !== null && other.cause.group === alarm.cause?.group && other.cause.key === alarm.cause.key;
    // A depot with one late route suppresses no other route of it: only what is a cause in itself does.
    if (!fleet && !route && !(cause && other.routeId === null)) continue;
    if (alarm.suppression?.by === other.ruleId) return alarm.suppression;
    return { kind: 'suppressed', by: other.ruleId, console: null, at, until: null, reason: other.ruleId };
  }
  return null;
}

/** Rules that one of these alarms' rules suppresses. */
export function dependants({ rules }: RuleSet, changed: readonly Alarm[]): ReadonlySet<string> {
  const causes = new Set(changed.map((alarm) => alarm.ruleId));
  const out = new Set<string>();
  for (const rule of rules.values()) if (rule.suppressedBy.some((id) => causes.has(id))) out.add(rule.id);
  return out;
}
