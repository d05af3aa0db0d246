import type { Disposable } from '../../../contract/disposable.ts';
import { debounced } from './debounce.ts';

/** Calls `changed` when the element has another size than at first: with the change, or once it has stood for `ms` milliseconds. */
export function watchSize(element: HTMLElement, ms: number, changed: () => void): Disposable {
  const later = debounced(changed, ms);
  let first = true;
  const observer = new ResizeObserver(() => {
    // What is observed is told once at the beginning.
    if (first) first = false;
    else if (ms === 0) changed();
    else later.call(undefined);
  });
  observer.observe(element);
  return {
    dispose: () => {
      observer.disconnect();
      later.dispose();
    },
  };
}
