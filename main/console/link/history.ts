import type { LinkState } from '../../../contract/bridge.ts';
import { MAX_PHASES, type PhaseSince } from '../../../contract/diagnostics.ts';
import type { Clock } from '../ports.ts';

/** The phases that the link went through, the newest last; at most `MAX_PHASES`. */
export class PhaseHistory {
  readonly #clock: Clock;
  #phases: readonly PhaseSince[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get phases(): readonly PhaseSince[] {
    return this.#phases;
  }

  see({ phase, reason }: Pick<LinkState, 'phase' | 'reason'>): void {
    const code = reason?.code ?? null;
    const last = this.#phases.at(-1);
    if (last?.phase === phase && last.reason === code) return;
    this.#phases = [...this.#phases, { phase, reason: code, from: this.#clock.now() }].slice(-MAX_PHASES);
  }
}
