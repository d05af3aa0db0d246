import type { Cause } from '../../contract/alarm/operator.ts';
import type { Holding } from './detect/holding.ts';
import { inScope, type CauseGroup, type RuleSet } from './rules/rule.ts';

/** The first of the rule's cause groups that has a name for what the alarm is about. */
export function causeOf(holding: Holding, set: RuleSet): Cause | null {
  for (const id of holding.rule.cause) {
    const group = set.causes.get(id);
    const key = group === undefined ? null : keyIn(group, holding);
    if (key !== null && key !== '') return { group: id, key };
  }
  return null;
}

function keyIn({ by, before }: CauseGroup, { depot, vehicleId, series, facts }: Holding): string | null {
  const name = { depot, vehicle: vehicleId, series, road: roadOf(facts['stopName'] ?? facts['nextName']) }[
    by
  ];
  if (name === null || before === null) return name;
  const at = name.indexOf(before);
  return at > 0 ? name.slice(0, at) : null;
}

/** `Elm St 4` and `4 Elm St` are both on Elm St. */
function roadOf(name: string | number | undefined): string | null {
  if (typeof name !== 'string') return null;
  const road = name.replace(/^\d+\w?\s+|\s+\d+\w?$/g, '').trim();
  return road === '' ? null : road;
}

export function positionOf({ routeId, vehicleId, depot }: Holding, set: RuleSet): string | null {
  return set.positions.find((position) => inScope(position, { routeId, vehicleId, depot }))?.name ?? null;
}
