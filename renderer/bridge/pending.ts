import type { Disposable } from '../../contract/disposable.ts';
import { fail, type Result } from '../../contract/result.ts';

const ANSWER_MS = 30_000;
/** Far above what a person can press; what comes beyond it is answered `busy`. */
const MOST = 200;

interface Waiting {
  readonly settle: (result: Result<unknown>) => void;
  readonly timer: ReturnType<typeof setTimeout>;
}

/** Calls that main has not answered yet. Each is settled exactly once. */
export class PendingCalls implements Disposable {
  readonly #waiting = new Map<number, Waiting>();
  #next = 1;

  get size(): number {
    return this.#waiting.size;
  }

  start(send: (id: number) => void): Promise<Result<unknown>> {
    if (this.#waiting.size >= MOST)
      return Promise.resolve(fail('busy', `${MOST} commands are waiting for their answers`));
    const id = this.#next;
    this.#next += 1;
    return new Promise((settle) => {
      const timer = setTimeout(() => {
        this.settle(id, fail('timeout', `no answer in ${ANSWER_MS / 1000} s`));
      }, ANSWER_MS);
      this.#waiting.set(id, { settle, timer });
      send(id);
    });
  }

  /** False where nobody waits for it: it was late, or never asked. */
  settle(id: number, result: Result<unknown>): boolean {
    const waiting = this.#waiting.get(id);
    if (waiting === undefined) return false;
    this.#waiting.delete(id);
    clearTimeout(waiting.timer);
    waiting.settle(result);
    return true;
  }

  failAll(reason: string): void {
    for (const id of [...this.#waiting.keys()]) this.settle(id, fail('offline', reason));
  }

  dispose(): void {
    this.failAll('the window closes');
  }
}
