import { Disposables, type Disposable } from '../../../contract/disposable.ts';
import type { Clock } from '../../console/ports.ts';

/** Milliseconds between looks: Electron's main process has no event for this. */
export const LOOK = 1_000;

/**
 * Calls `changed` when the network comes back or becomes another one. Going offline is not said: nothing can be tried then.
 * @param read whether there is any network, and its addresses; cheap
 */
export function watchNetwork(
  clock: Clock,
  read: () => { readonly online: boolean; readonly addresses: string },
  changed: () => void,
): Disposable {
  const owned = new Disposables();
  let before = read();
  let timer: Disposable | null = null;
  owned.onDispose(() => timer?.dispose());
  const look = (): void => {
    if (owned.disposed) return;
    const now = read();
    const other = now.addresses !== before.addresses || !before.online;
    before = now;
    if (now.online && other) changed();
    timer = clock.after(LOOK, look);
  };
  timer = clock.after(LOOK, look);
  return owned;
}
