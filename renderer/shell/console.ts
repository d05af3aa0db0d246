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
  const notifications = owned.add(
    new BrowserNotifications((alarmId, outcome) => void bridge.call('notified', { alarmId, outcome })),
  );
  const bridge = owned.add(
    new BridgeClient({
      connect,
      frame: (body) => stores.apply(body),
      notify: (notify) => notifications.show(notify),
      status: (status) => stores.host.set(status),
      left: (topic) => stores.forget(topic),
      painted: afterPaint,
    }),
  );
  bridge.start();
  return { stores, bridge, dispose: () => owned.dispose() };
}
