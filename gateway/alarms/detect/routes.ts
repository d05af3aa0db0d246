import { pointKey } from '../../../contract/alarm/point.ts';
import type { RouteId, RouteState, VehicleId } from '../../../contract/fleet.ts';
import type { FeedMs } from '../../../contract/time.ts';
import { inScope, type Rule, type RuleSet } from '../rules/rule.ts';
import { known, type Holdings } from './holding.ts';

/** Kinds that follow from the route's state alone. */
const KINDS = ['late', 'off-route', 'silent', 'going-late', 'dwell'] as const;
type RouteKind = (typeof KINDS)[number];
const isRouteKind = (kind: string): kind is RouteKind => (KINDS as readonly string[]).includes(kind);

/** Windows are looked at so often, feed ms. */
const WINDOWS_EVERY = 5_000;

/** Late, going late, off-route, silent, long stand, and windows that pass while nothing else happens. */
export class RouteDetector {
  readonly #holdings: Holdings;
  readonly #routes = new Map<RouteId, RouteState>();
  readonly #lastSeen = new Map<VehicleId, number>();
  /** The stop that each route missed, by rule and route. */
  readonly #missed = new Map<string, number>();
  #rules: readonly Rule[] = [];
  #windows: readonly Rule[] = [];
  #windowsAt = 0;

  constructor(holdings: Holdings) {
    this.#holdings = holdings;
  }

  use(set: RuleSet): void {
    const rules = [...set.rules.values()];
    this.#rules = rules.filter((rule) => isRouteKind(rule.kind));
    this.#windows = rules.filter((rule) => rule.kind === 'window-missed');
    for (const route of this.#routes.values()) this.route(route);
  }

  get(id: RouteId): RouteState | undefined {
    return this.#routes.get(id);
  }
  get underWay(): boolean {
    for (const { phase } of this.#routes.values())
      if (phase === 'en-route' || phase === 'at-stop') return true;
    return false;
  }

  seen(vehicleId: VehicleId, at: number): void {
    this.#lastSeen.set(vehicleId, at);
  }

  route(route: RouteState): void {
    this.#routes.set(route.id, route);
    for (const rule of this.#rules) {
      const scoped = inScope(rule.only, { ...route, routeId: route.id });
      if (scoped && route.phase !== 'completed' && this.#holds(rule, route)) this.#hold(rule, route);
      else this.#holdings.end(keyOf(rule, route.id));
    }
    for (const rule of this.#windows) {
      const missed = this.#missed.get(keyOf(rule, route.id));
      if (missed !== undefined && (route.nextStop !== missed || route.phase !== 'en-route'))
        this.#served(rule, route.id);
    }
  }

  gone(id: RouteId): void {
    this.#routes.delete(id);
    for (const rule of this.#rules) this.#holdings.end(keyOf(rule, id));
    for (const rule of this.#windows) this.#served(rule, id);
  }

  advance(now: FeedMs): void {
    if (this.#windows.length === 0 || (now >= this.#windowsAt && now - this.#windowsAt < WINDOWS_EVERY))
      return;
    this.#windowsAt = now;
    for (const route of this.#routes.values()) this.#lookAtWindow(route, now);
  }

  #lookAtWindow(route: RouteState, now: FeedMs): void {
    const { nextWindowEnd, nextStop, phase } = route;
    if (nextWindowEnd === null || nextStop === null || phase !== 'en-route') return;
    for (const rule of this.#windows) {
      const { when } = rule;
      const key = keyOf(rule, route.id);
      if (when.kind !== 'window-missed' || this.#missed.get(key) === nextStop) continue;
      if (now <= nextWindowEnd + when.grace * 1_000 || !inScope(rule.only, { ...route, routeId: route.id }))
        continue;
      this.#served(rule, route.id);
      this.#missed.set(key, nextStop);
      const facts = known({ stop: nextStop, stopName: route.nextName, windowEnd: nextWindowEnd });
      this.#holdings.hold(rule, { ...route, routeId: route.id }, facts);
    }
  }

  #served(rule: Rule, id: RouteId): void {
    const key = keyOf(rule, id);
    const stop = this.#missed.get(key);
    if (stop === undefined) return;
    this.#missed.delete(key);
    this.#holdings.end(`${key}|${String(stop)}`);
  }

  #holds({ id, when }: Rule, route: RouteState): boolean {
    switch (when.kind) {
      case 'late': {
        if (route.windowsAtRisk < when.windows) return false;
        if (when.over === null) return route.late;
        const { adherence } = route;
        if (adherence === null) return false;
        const holding =
          this.#holdings.get(pointKey({ ...NOBODY, ruleId: id, routeId: route.id })) !== undefined;
        return adherence > (holding ? (when.under ?? when.over) : when.over);
      }
      case 'going-late':
        return !route.late && route.windowsAtRisk >= when.windows && route.phase !== 'planned';
      case 'off-route':
      case 'silent':
      case 'dwell':
        return route.conditions.includes(when.kind);
      default:
        return false;
    }
  }

  #hold(rule: Rule, route: RouteState): void {
    const lateness = rule.kind === 'late' || rule.kind === 'going-late';
    const seen = route.vehicleId === null ? undefined : this.#lastSeen.get(route.vehicleId);
    const facts = known({
      adherence: lateness ? Math.round(route.adherence ?? 0) : null,
      windowsAtRisk: lateness ? route.windowsAtRisk : null,
      lastSeen: rule.kind === 'silent' ? seen : null,
      nextName: route.nextName,
    });
    this.#holdings.hold(rule, { ...route, routeId: route.id }, facts);
  }
}

const NOBODY = { vehicleId: null, series: null } as const;
const keyOf = (rule: Rule, routeId: RouteId): string => pointKey({ ...NOBODY, ruleId: rule.id, routeId });
