import { networkInterfaces } from 'node:os';
import type { Clock, Power } from '../console/ports.ts';

const LOOK_MS = 1_000;

/** Plain Node is told nothing: another set of addresses is another network. Sleep shows in the console's own clock. */
export function networkPower(clock: Clock, addresses: () => string = ownAddresses): Power {
  return {
    onEvent(listener) {
      let known = addresses();
      const look = () =>
        clock.after(LOOK_MS, () => {
          const now = addresses();
          timer = look();
          if (now === known) return;
          known = now;
          listener('network');
        });
      let timer = look();
      return { dispose: () => timer.dispose() };
    },
  };
}

function ownAddresses(): string {
  const all = Object.entries(networkInterfaces()).flatMap(([name, list]) =>
    (list ?? []).map(({ address }) => `${name} ${address}`),
  );
  return all.sort().join('\n');
}
