import type { Disposable } from '../../../contract/disposable.ts';

export interface Debounced<A> extends Disposable {
  call(argument: A): void;
}

/** Runs `action` with the newest argument once `ms` milliseconds have passed without another call. */
export function debounced<A>(action: (argument: A) => void, ms: number): Debounced<A> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    call(argument) {
      clearTimeout(timer);
      timer = setTimeout(() => {
        action(argument);
      }, ms);
    },
    dispose() {
      clearTimeout(timer);
    },
  };
}
