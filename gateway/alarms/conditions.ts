import type { Alarm, AlarmRule } from '../../contract/alarm.ts';
import type { Condition, RouteId, RouteState, VehicleId } from '../../contract/fleet.ts';
import type { FleetChanges, Happening } from '../ports.ts';

/** A condition that holds now and asks for an alarm. */
export interface Holding {
  /** `rule|route` or `rule|route|stop`: at most one open alarm each. */
  readonly key: string;
  readonly rule: AlarmRule;
  readonly routeId: RouteId;
  readonly vehicleId: VehicleId | null;
  readonly facts: Alarm['facts'];
}

/** In the order they happened: a condition may begin and end within one tick, and its alarm must not be lost for it. */
export type Transition =
  { readonly type: 'holds'; readonly holding: Holding } | { readonly type: 'ended'; readonly key: string };

/** Rules that follow from the route's state alone; the others follow from happenings. */
const STATE_RULES = ['late', 'off-route', 'silent'] as const;
type StateRule = (typeof STATE_RULES)[number];

export const conditionKey = (rule: AlarmRule, routeId: RouteId, stop?: string | number): string =>
  stop === undefined ? `${rule}|${routeId}` : `${rule}|${routeId}|${String(stop)}`;

/** What an alarm was raised for, from the alarm alone: that is how a restart finds its alarms again. */
export function keyOfAlarm(alarm: Alarm): string {
  return conditionKey(
    alarm.rule,
    alarm.routeId ?? '',
    alarm.rule === 'failed-delivery' ? (alarm.facts['stop'] ?? '') : undefined,
  );
}

/**
 * Fleet changes -> which conditions hold. Keeps no time: delays are the lifecycle's.
 * A failed delivery holds while a second try is still cheap: until the van arrives at another stop, delivers, or
 * completes the route. A breakdown holds until `recovered` or the route's end.
 */
export class Conditions {
  readonly #holding = new Map<string, Holding>();
  readonly #stopsFailed = new Map<RouteId, Set<string>>();
  readonly #lastSeen = new Map<VehicleId, number>();

  get(key: string): Holding | undefined {
    return this.#holding.get(key);
  }

  all(): IterableIterator<Holding> {
    return this.#holding.values();
  }

  observe(changes: FleetChanges): Transition[] {
    const out: Transition[] = [];
    for (const seen of changes.positions) this.#lastSeen.set(seen.vehicleId, seen.observed);
    // First: a route of the same name may have been planned anew within the tick.
    for (const id of changes.removed) this.#endAll(id, out);
    for (const happening of changes.happenings) this.#happened(happening, out);
    for (const route of changes.routes) this.#route(route, out);
    return out;
  }

  #route(route: RouteState, out: Transition[]): void {
    if (route.phase === 'completed') {
      this.#endAll(route.id, out);
      return;
    }
    for (const rule of STATE_RULES) {
      if (holds(rule, route)) this.#hold(this.#fromState(rule, route), out);
      else this.#end(conditionKey(rule, route.id), out);
    }
  }

  #fromState(rule: StateRule, route: RouteState): Holding {
    const facts: Record<string, string | number> = {};
    if (rule === 'late') {
      facts['adherence'] = Math.round(route.adherence ?? 0);
      facts['windowsAtRisk'] = route.windowsAtRisk;
    }
    const seen = route.vehicleId === null ? undefined : this.#lastSeen.get(route.vehicleId);
    if (rule === 'silent' && seen !== undefined) facts['lastSeen'] = seen;
    if (route.nextName !== null) facts['nextName'] = route.nextName;
    return { key: conditionKey(rule, route.id), rule, routeId: route.id, vehicleId: route.vehicleId, facts };
  }

  #happened(event: Happening, out: Transition[]): void {
    const { routeId, vehicleId } = event;
    switch (event.type) {
      case 'failed': {
        const key = conditionKey('failed-delivery', routeId, event.stop);
        const open = this.#stopsFailed.get(routeId) ?? new Set();
        this.#stopsFailed.set(routeId, open.add(key));
        const facts = withReason({ stop: event.stop, stopName: event.stopName }, event.reason);
        this.#hold({ key, rule: 'failed-delivery', routeId, vehicleId, facts }, out);
        return;
      }
      case 'arrived':
        this.#endFailed(routeId, conditionKey('failed-delivery', routeId, event.stop), out);
        return;
      case 'delivered':
        this.#endFailed(routeId, null, out);
        return;
      case 'breakdown': {
        const key = conditionKey('breakdown', routeId);
        this.#hold({ key, rule: 'breakdown', routeId, vehicleId, facts: withReason({}, event.reason) }, out);
        return;
      }
      case 'recovered':
        this.#end(conditionKey('breakdown', routeId), out);
        return;
      case 'departed':
        return;
    }
  }

  #endFailed(routeId: RouteId, except: string | null, out: Transition[]): void {
    const open = this.#stopsFailed.get(routeId);
    if (open === undefined) return;
    for (const key of open) {
      if (key === except) continue;
      open.delete(key);
      this.#end(key, out);
    }
    if (open.size === 0) this.#stopsFailed.delete(routeId);
  }

  #endAll(routeId: RouteId, out: Transition[]): void {
    for (const rule of STATE_RULES) this.#end(conditionKey(rule, routeId), out);
    this.#end(conditionKey('breakdown', routeId), out);
    this.#endFailed(routeId, null, out);
  }

  #hold(holding: Holding, out: Transition[]): void {
    this.#holding.set(holding.key, holding);
    out.push({ type: 'holds', holding });
  }

  #end(key: string, out: Transition[]): void {
    if (this.#holding.delete(key)) out.push({ type: 'ended', key });
  }
}

function holds(rule: StateRule, route: RouteState): boolean {
  return rule === 'late' ? route.late : route.conditions.includes(rule satisfies Condition);
}

function withReason(facts: Record<string, string | number>, reason: string | null): Alarm['facts'] {
  return reason === null ? facts : { ...facts, reason };
}
