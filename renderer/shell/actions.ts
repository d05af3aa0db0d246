import type { Disposable } from '../../contract/disposable.ts';
import type { Action, Actions } from '../panels/types.ts';

/** Who answers which action: the newest on top, so that a panel opened later wins and gives back when it closes. */
export class ActionStack implements Actions {
  readonly #handlers = new Map<Action, (() => void)[]>();

  on(action: Action, handler: () => void): Disposable {
    const own = (): void => {
      handler();
    };
    const stack = this.#handlers.get(action) ?? [];
    this.#handlers.set(action, [...stack, own]);
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
  run(action: Action): boolean {
    const handler = this.#handlers.get(action)?.at(-1);
    handler?.();
    return handler !== undefined;
  }
}
