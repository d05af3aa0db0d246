import type { Net, PowerMonitor } from 'electron';
import { networkInterfaces } from 'node:os';
import { Disposables } from '../../../contract/disposable.ts';
import type { Clock, Power, PowerEvent } from '../../console/ports.ts';
import { watchNetwork } from './network.ts';

const addresses = (): string =>
  Object.values(networkInterfaces())
    .flatMap((many) => many ?? [])
    .filter(({ internal }) => !internal)
    .map(({ address }) => address)
    .sort()
    .join(' ');

export function powerEvents(monitor: PowerMonitor, net: Net, clock: Clock): Power {
  return {
    onEvent: (listener) => {
      const owned = new Disposables();
      const say = (event: PowerEvent) => () => listener(event);
      const resume = say('resume');
      const unlock = say('unlock');
      monitor.on('resume', resume);
      monitor.on('unlock-screen', unlock);
      owned.onDispose(() => {
        monitor.off('resume', resume);
        monitor.off('unlock-screen', unlock);
      });
      owned.add(
        watchNetwork(clock, () => ({ online: net.isOnline(), addresses: addresses() }), say('network')),
      );
      return owned;
    },
  };
}
