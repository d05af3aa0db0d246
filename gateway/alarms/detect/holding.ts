import type { Alarm } from '../../../contract/alarm.ts';
import { pointOf } from '../../../contract/alarm/point.ts';
import type { RouteId, VehicleId } from '../../../contract/fleet.ts';
import type { Rule } from '../rules/rule.ts';

/** A condition that holds now and asks for an alarm. */
export interface Holding {
  /** The alarm point: at most one open alarm each. */
  readonly key: string;
  readonly rule: Rule;
  readonly routeId: RouteId | null;
  readonly vehicleId: VehicleId | null;
  readonly series: string | null;
  readonly depot: string | null;
  readonly facts: Alarm['facts'];
}

/** In the order they happened: a condition may begin and end within one tick, and its alarm must not be lost for it. */
export type Transition =
  { readonly type: 'holds'; readonly holding: Holding } | { readonly type: 'ended'; readonly key: string };

export interface About {
  readonly routeId?: RouteId | null;
  readonly vehicleId?: VehicleId | null;
  readonly series?: string | null;
  readonly depot?: string | null;
}

/** What holds, and what began or ended since it was last asked. */
export class Holdings {
  readonly #holding = new Map<string, Holding>();
  #out: Transition[] = [];

  get(key: string): Holding | undefined {
    return this.#holding.get(key);
  }
  all(): IterableIterator<Holding> {
    return this.#holding.values();
  }

  hold(rule: Rule, about: About, facts: Alarm['facts']): void {
    const { routeId = null, vehicleId = null, series = null, depot = null } = about;
    const titled = rule.title === null ? facts : { ...facts, title: rule.title };
    const key = pointOf({ rule: rule.kind, ruleId: rule.id, routeId, vehicleId, series, facts });
    const holding = { key, rule, routeId, vehicleId, series, depot, facts: titled };
    this.#holding.set(key, holding);
    this.#out.push({ type: 'holds', holding });
  }

  end(key: string): void {
    if (this.#holding.delete(key)) this.#out.push({ type: 'ended', key });
  }

  take(): Transition[] {
    const out = this.#out;
    this.#out = [];
    return out;
  }
}

/** Facts without what is not known. */
export function known(facts: Readonly<Record<string, string | number | null | undefined>>): Alarm['facts'] {
  const entries = Object.entries(facts).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(entries) as Alarm['facts'];
}
