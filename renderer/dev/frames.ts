import type { FrameBody } from '../../contract/bridge.ts';
import type { Result } from '../../contract/result.ts';
import type { WireEvents } from '../bridge/wire.ts';

/** What goes to the window: one frame in flight, and what comes meanwhile waits for the next. */
export class Frames {
  #events: WireEvents | null = null;
  #pending: FrameBody = {};
  #inFlight = false;
  #n = 0;

  /** null: nobody is there any more. */
  use(events: WireEvents | null): void {
    this.#events = events;
  }

  get inFlight(): boolean {
    return this.#inFlight;
  }

  /** What waits for the next frame. */
  get pending(): FrameBody {
    return this.#pending;
  }

  offer(body: FrameBody): void {
    this.#pending = { ...this.#pending, ...body };
    this.#flush();
  }

  acknowledged(): void {
    this.#inFlight = false;
    this.#flush();
  }

  answer(id: number, result: Result<unknown>): void {
    this.#events?.message(JSON.stringify({ t: 'result', id, result }));
  }

  #flush(): void {
    if (this.#inFlight || this.#events === null || Object.keys(this.#pending).length === 0) return;
    const body = this.#pending;
    this.#pending = {};
    this.#inFlight = true;
    this.#n += 1;
    this.#events.message(JSON.stringify({ t: 'frame', n: this.#n, body }));
  }
}
