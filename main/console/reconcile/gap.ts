import type { Alarm } from '../../../contract/alarm.ts';
import { MAX_GAP_LISTED, type Gap, type StatusChange } from '../../../contract/bridge.ts';
import { markOf, type Mark, type RouteState } from '../../../contract/fleet.ts';
import type { WallMs } from '../../../contract/time.ts';

type Rows = ReadonlyMap<string, RouteState>;

/** A gap that is not over: what was before it, and what was found to have happened since. */
export class OpenGap {
  readonly from: WallMs;
  readonly why: Gap['why'];
  /** The line itself fell: worth telling however short it was. */
  fell: boolean;
  readonly #marks: ReadonlyMap<string, Mark> | null;
  readonly #alarms = new Map<string, Alarm>();

  /** `routes`: as they stood, null where they were not watched. */
  constructor(from: WallMs, why: Gap['why'], fell: boolean, routes: Rows | null) {
    this.from = from;
    this.why = why;
    this.fell = fell;
    this.#marks = routes === null ? null : marksOf(routes);
  }

  /** Alarms that are closed already are in no stream: whoever was live would still have missed them. */
  get closed(): number {
    return [...this.#alarms.values()].filter(({ closedAt }) => closedAt !== null).length;
  }
  get alarms(): number {
    return this.#alarms.size;
  }
  has(alarmId: string): boolean {
    return this.#alarms.has(alarmId);
  }
  /** Ids of all of them. */
  ids(): string[] {
    return [...this.#alarms.keys()];
  }

  add(alarms: readonly Alarm[]): void {
    for (const alarm of alarms) this.#alarms.set(alarm.id, alarm);
  }

  /** `routes`: as they stand now, null where they are not watched. */
  end(id: number, to: WallMs, routes: Rows | null, complete: boolean): Gap {
    const alarms = [...this.#alarms.values()].sort((a, b) => a.raisedAt - b.raisedAt);
    const changes = this.#marks === null || routes === null ? null : differences(this.#marks, routes);
    return {
      id,
      from: this.from,
      to: to < this.from ? this.from : to,
      why: this.why,
      alarms: alarms.slice(-MAX_GAP_LISTED),
      alarmCount: alarms.length,
      statusChanges: changes?.slice(0, MAX_GAP_LISTED) ?? null,
      statusCount: changes?.length ?? null,
      complete,
    };
  }
}

const marksOf = (routes: Rows): Map<string, Mark> =>
  new Map([...routes].map(([id, route]) => [id, markOf(route)]));

/** Routes that came or went with a new day changed nothing that was on the screen. */
function differences(before: ReadonlyMap<string, Mark>, routes: Rows): StatusChange[] {
  const changes: StatusChange[] = [];
  for (const [routeId, route] of routes) {
    const was = before.get(routeId);
    const is = markOf(route);
    if (was !== undefined && was !== is) changes.push({ routeId, before: was, after: is });
  }
  return changes;
}
