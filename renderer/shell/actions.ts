import type { Disposable } from '../../contract/disposable.ts';
import type { Action, Actions } from '../panels/types.ts';

type Handler = (argument: string) => void;

/** A panel that takes longer than this to open is no longer what was asked for. */
const OPENING_MS = 10_000;

/** Who answers which action: the newest on top, so that a panel opened later wins and gives back when it closes. */
export class ActionStack implements Actions {
  readonly #handlers = new Map<Action, Handler[]>();
  /** One for each action: the newest asking. */
  readonly #asked = new Map<Action, { readonly argument: string; readonly until: number }>();
  readonly #now: () => number;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  on(action: Action, handler: Handler): Disposable {
    const own: Handler = (argument) => {
      handler(argument);
    };
    const stack = this.#handlers.get(action) ?? [];
    this.#handlers.set(action, [...stack, own]);
    this.#answer(action, own);
    return {
      dispose: () => {
        this.#handlers.set(
          action,
          (this.#handlers.get(action) ?? []).filter((h) => h !== own),
        );
      },
    };
  }

  /** False where no open panel answers it. */
  run(action: Action, argument = ''): boolean {
    const handler = this.#handlers.get(action)?.at(-1);
    handler?.(argument);
    return handler !== undefined;
  }

  /** For a panel that is being opened: the first that answers within 10 s gets it. */
  later(action: Action, argument = ''): void {
    this.#asked.set(action, { argument, until: this.#now() + OPENING_MS });
  }

  #answer(action: Action, handler: Handler): void {
    const asked = this.#asked.get(action);
    this.#asked.delete(action);
    if (asked !== undefined && this.#now() <= asked.until) handler(asked.argument);
  }
}
