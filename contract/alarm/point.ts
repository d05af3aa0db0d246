import type { Alarm } from '../alarm.ts';

/** Whatever an alarm point is made of: the rule and what it watches. */
export type PointParts = Pick<Alarm, 'ruleId' | 'routeId' | 'vehicleId' | 'series'> & {
  /** Of rules that hold for each stop; as in the facts. */
  readonly stop?: string | number | undefined;
};

/**
 * The alarm point: one condition that is watched, whether or not its alarm stands. At most one alarm of a point is open. Shelving
 * acts on it. `rule|route`, `rule|route|stop`, `rule|v/vehicle`, `rule|s/series`, `rule|` for the fleet.
 */
export function pointKey({ ruleId, routeId, vehicleId, series, stop }: PointParts): string {
  const subject = routeId ?? (series !== null ? `s/${series}` : vehicleId !== null ? `v/${vehicleId}` : '');
  const key = `${ruleId}|${subject}`;
  return stop === undefined ? key : `${key}|${String(stop)}`;
}

/** Kinds of rule that have a point for each stop. */
const PER_STOP: readonly Alarm['rule'][] = ['failed-delivery', 'window-missed'];

export function pointOf(alarm: PointParts & Pick<Alarm, 'rule' | 'facts'>): string {
  return pointKey({
    ...alarm,
    stop: PER_STOP.includes(alarm.rule) ? (alarm.facts['stop'] ?? '') : undefined,
  });
}
