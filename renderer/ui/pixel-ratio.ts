import type { Disposable } from '../../contract/disposable.ts';

/** The window came to a display with another pixel ratio, or was zoomed: not every such change is also a change of size. */
export function watchPixelRatio(changed: (ratio: number) => void): Disposable {
  const ended = new AbortController();
  const wait = (): void => {
    // A query is for one ratio: after each change the next one is asked for.
    matchMedia(`(resolution: ${String(devicePixelRatio)}dppx)`).addEventListener(
      'change',
      () => {
        wait();
        changed(devicePixelRatio);
      },
      { once: true, signal: ended.signal },
    );
  };
  wait();
  return { dispose: () => ended.abort() };
}
