import type { BoardView } from '../../../contract/bridge.ts';
import type { Disposable } from '../../../contract/disposable.ts';
import type { RouteId, RouteState } from '../../../contract/fleet.ts';
import { ValueStore } from '../../stores/value.ts';
import { heldOrder, orderOf } from './order.ts';

/** Values change at once; the order follows at most this often: the eye must be able to keep its row. */
const CALM_MS = 500;

interface Source {
  routes(): readonly RouteState[];
  view(): BoardView;
  ageOf(route: RouteState): number | null;
  exists(id: RouteId): boolean;
}

/** The order of the board's rows over time. */
export class OrderKeeper implements Disposable {
  readonly #source: Source;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #last = -Infinity;
  #held = false;
  readonly #ids = new ValueStore<readonly RouteId[]>([]);

  constructor(source: Source) {
    this.#source = source;
  }

  /** Reactive. */
  get ids(): readonly RouteId[] {
    return this.#ids.value;
  }

  /** The operator changed what is shown: now, whatever the pointer does. */
  viewChanged(): void {
    this.#renew(false);
  }

  rowsChanged(): void {
    if (this.#timer !== undefined) return;
    const wait = this.ids.length === 0 ? 0 : Math.max(0, this.#last + CALM_MS - performance.now());
    if (wait === 0) this.#renew(this.#held);
    else this.#timer = setTimeout(() => this.#renew(this.#held), wait);
  }

  hold(held: boolean): void {
    if (held === this.#held) return;
    this.#held = held;
    if (!held) this.#renew(false);
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }

  #renew(held: boolean): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#last = performance.now();
    const source = this.#source;
    const fresh = orderOf(source.routes(), source.view(), (route) => source.ageOf(route));
    this.#ids.set(held ? heldOrder(this.ids, fresh, (id) => source.exists(id)) : fresh);
  }
}
