import { BridgeClient } from '../bridge/client.ts';
import { BrowserNotifications } from '../bridge/notifications.ts';
import { afterPaint } from '../bridge/paint.ts';
import type { Connector } from '../bridge/wire.ts';
import { Disposables, type Disposable } from '../../contract/disposable.ts';
import { Stores } from '../stores/index.ts';

export interface Window extends Disposable {
  readonly stores: Stores;
  readonly bridge: BridgeClient;
}

/** Wires one window: frames go into the stores, the bridge says how it is. */
export function createWindow(connect: Connector): Window {
  const owned = new Disposables();
  const stores = owned.add(new Stores());
  const notifications = owned.add(new BrowserNotifications((said) => void bridge.call('notified', said)));
  const bridge = owned.add(
    new BridgeClient({
      connect,
      frame: (body) => stores.apply(body),
      told: (told) => {
        if (told.t === 'notify') notifications.show(told);
        else if (told.t === 'dismiss') notifications.dismiss(told.alarmId);
        else stores.voice.set(told.mine);
      },
      status: (status) => {
        stores.host.set(status);
        // Nothing can be answered from here: another window, or nobody, is to sound.
        if (status.state !== 'open') stores.voice.set(false);
      },
      left: (topic) => stores.forget(topic),
      painted: afterPaint,
    }),
  );
  bridge.start();
  return { stores, bridge, dispose: () => owned.dispose() };
}
