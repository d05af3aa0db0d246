/** A hidden window has no animation frames, and its frames must be acknowledged all the same. */
const HIDDEN_MS = 250;

/**
 * Calls back once what has been applied is on the screen: an animation frame starts before the paint, and the task after
 * it runs when the paint is committed.
 */
export function afterPaint(done: () => void): void {
  let called = false;
  const once = (): void => {
    if (called) return;
    called = true;
    clearTimeout(fallback);
    done();
  };
  const fallback = setTimeout(once, HIDDEN_MS);
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      once();
    };
    port2.postMessage(null);
  });
}
