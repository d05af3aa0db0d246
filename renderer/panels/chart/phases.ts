import type { Stamped } from '../../../contract/bridge.ts';
import type { Disposable } from '../../../contract/disposable.ts';
import type { Capacity } from '../../../contract/fleet.ts';
import { Signal } from '../../stores/signal.ts';
import type { ValueStore } from '../../stores/value.ts';
import { SeriesRing } from './ring/series-ring.ts';

export const PHASES = ['enRoute', 'atStop', 'planned', 'completed'] as const;
export type CapacityPhase = (typeof PHASES)[number];

/** A day of a count every ten seconds. */
const KEEP = 8_192;

/** Vans by phase, gathered while somebody holds the capacity topic: the gateway keeps no history of it. */
export class PhaseHistory implements Disposable {
  readonly rings: Readonly<Record<CapacityPhase, SeriesRing>> = {
    enRoute: new SeriesRing(KEEP),
    atStop: new SeriesRing(KEEP),
    planned: new SeriesRing(KEEP),
    completed: new SeriesRing(KEEP),
  };
  readonly #changed = new Signal();
  readonly #heard: Disposable;
  #version = 0;

  constructor(capacity: ValueStore<Stamped<Capacity> | null>) {
    this.#heard = capacity.listen((stamped) => this.#take(stamped));
    this.#take(capacity.value);
  }

  /** Reactive. */
  get version(): number {
    this.#changed.track();
    return this.#version;
  }

  dispose(): void {
    this.#heard.dispose();
  }

  #take(stamped: Stamped<Capacity> | null): void {
    const last = this.rings.enRoute.newest();
    // A replay that begins again goes back in time: a new day.
    if (stamped === null) return;
    const { value } = stamped;
    for (const phase of PHASES) {
      const ring = this.rings[phase];
      if (last !== undefined && value.at < last.at) ring.truncateFrom(-Infinity);
      ring.append({ at: value.at, value: value[phase], low: null, high: null });
    }
    this.#version += 1;
    this.#changed.emit();
  }
}
