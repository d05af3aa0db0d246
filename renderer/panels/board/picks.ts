import type { RouteId } from '../../../contract/fleet.ts';

const MOST = 32;

/** Routes that this board chose and main has not said back yet: keys are faster than the way to main. */
export class Picks {
  #waiting: RouteId[] = [];

  /** Beyond the bound the oldest is forgotten: it would be taken for another's choice. */
  add(id: RouteId): void {
    this.#waiting = [...this.#waiting, id].slice(-MOST);
  }

  /** Main says what this board chose itself; main may have skipped earlier ones. */
  isEcho(id: RouteId): boolean {
    const at = this.#waiting.lastIndexOf(id);
    if (at === -1) {
      this.#waiting = [];
      return false;
    }
    this.#waiting = this.#waiting.slice(at + 1);
    return true;
  }
}
