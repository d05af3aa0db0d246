import { BOARD_FILTERS, type BoardFilter, type BoardView } from '../../../contract/board.ts';
import type { Disposable } from '../../../contract/disposable.ts';
import type { RouteId, RouteState } from '../../../contract/fleet.ts';
import { ValueStore } from '../../stores/value.ts';
import { countFilters, type FilterCounts } from './filters.ts';
import { orderOf, type OrderFacts } from './order.ts';
import { heldSections, linesOf, sectionsOf, type Line, type Section } from './sections.ts';

/** Values change at once; the order and the counts follow at most this often: the eye must be able to keep its row. */
const CALM_MS = 500;

interface Source extends OrderFacts {
  routes(): readonly RouteState[];
  view(): BoardView;
  exists(id: RouteId): boolean;
}

export interface Order {
  readonly lines: readonly Line[];
  /** Index of each line by its route; a folded group's routes have none. */
  readonly at: ReadonlyMap<RouteId, number>;
  /** Routes that pass filter and search in their order, folded or not. */
  readonly ids: readonly RouteId[];
  readonly counts: FilterCounts;
}

const NOTHING: Order = {
  lines: [],
  at: new Map(),
  ids: [],
  counts: Object.fromEntries(BOARD_FILTERS.map((one) => [one, 0])) as Record<BoardFilter, number>,
};

/** The order of the board's rows over time. */
export class OrderKeeper implements Disposable {
  readonly #source: Source;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #last = -Infinity;
  #held = false;
  #sections: readonly Section[] = [];
  #order: readonly RouteId[] = [];
  #group = '';
  readonly #value = new ValueStore<Order>(NOTHING);

  constructor(source: Source) {
    this.#source = source;
  }

  /** Reactive. */
  get value(): Order {
    return this.#value.value;
  }

  /** The operator changed what is shown: now, whatever the pointer does. */
  viewChanged(): void {
    this.#renew(false);
  }

  rowsChanged(): void {
    if (this.#timer !== undefined) return;
    const wait = this.#order.length === 0 ? 0 : Math.max(0, this.#last + CALM_MS - performance.now());
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
    const [routes, view] = [source.routes(), source.view()];
    const ordered = orderOf(routes, view, source, this.#order);
    this.#order = ordered.map((route) => route.id);
    const fresh = sectionsOf(ordered, view.group);
    const sameGroups = this.#group === view.group;
    this.#group = view.group;
    this.#sections =
      held && sameGroups ? heldSections(this.#sections, fresh, (id) => source.exists(id)) : fresh;
    const lines = linesOf(this.#sections, view.group, view.folds);
    const at = new Map<RouteId, number>();
    lines.forEach((line, index) => {
      if (line.kind === 'route') at.set(line.id, index);
    });
    this.#value.set({
      lines,
      at,
      ids: this.#sections.flatMap(({ ids }) => ids),
      counts: countFilters(routes),
    });
  }
}
