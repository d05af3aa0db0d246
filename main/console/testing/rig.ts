import type { NotificationOutcome } from '../../../contract/bridge.ts';
import type { Console, ConsoleConfig } from '../api.ts';
import { systemClock } from '../clock.ts';
import { createConsole } from '../create.ts';
import type {
  NotificationRequest,
  Notifications,
  Ports,
  PowerEvent,
  TokenVault,
  WindowPlace,
} from '../ports.ts';
import { TestDisplays } from './displays.ts';
import { TestDisk } from './journal.ts';
import { trackedClock } from './clock.ts';
import { TestWindow } from './window.ts';

/** A host that does nothing but remember what it was asked. */
export class TestHost {
  readonly clock = trackedClock(systemClock());
  readonly displays = new TestDisplays();
  /** Windows that the host was last asked for. */
  windows: readonly WindowPlace[] = [];
  readonly shown: { alarmId: string | null; routeId: string | null }[] = [];
  readonly notified: { request: NotificationRequest; report: (outcome: NotificationOutcome) => void }[] = [];
  readonly dismissed: string[] = [];
  readonly tokens = new Map<string, string>();
  readonly lines: string[] = [];
  settings: unknown = undefined;
  /** Outlives a console: give it to the next host. */
  disk = new TestDisk();
  #power = new Set<(event: PowerEvent) => void>();

  wake(event: PowerEvent = 'resume'): void {
    for (const listener of this.#power) listener(event);
  }
  get powerListeners(): number {
    return this.#power.size;
  }

  readonly notifications: Notifications = {
    supported: () => 'supported',
    show: (request, report) => void this.notified.push({ request, report }),
    dismiss: (id) => void this.dismissed.push(id),
  };

  readonly vault: TokenVault = {
    warning: null,
    get: (gateway) => Promise.resolve({ ok: true, value: this.tokens.get(gateway) ?? null }),
    set: (gateway, token) => {
      this.tokens.set(gateway, token);
      return Promise.resolve({ ok: true, value: null });
    },
    delete: (gateway) => {
      this.tokens.delete(gateway);
      return Promise.resolve({ ok: true, value: null });
    },
  };

  ports(overrides: Partial<Ports> = {}): Ports {
    const log = (message: string, fields: unknown = {}): void =>
      void this.lines.push(`${message} ${JSON.stringify(fields)}`);
    return {
      clock: this.clock,
      windows: {
        show: (target) => void this.shown.push(target),
        reconcile: (windows) => void (this.windows = windows),
      },
      notifications: this.notifications,
      vault: this.vault,
      displays: this.displays,
      power: {
        onEvent: (listener) => {
          this.#power.add(listener);
          return { dispose: () => void this.#power.delete(listener) };
        },
      },
      settings: {
        load: () => Promise.resolve(this.settings),
        save: (settings) => {
          this.settings = settings;
          return Promise.resolve();
        },
      },
      journal: this.disk.journal(),
      log: { debug: log, info: log, warn: log, error: log },
      ...overrides,
    };
  }
}

export const CONFIG: ConsoleConfig = {
  host: 'web',
  gateway: null,
  token: null,
  allowHttp: false,
  basemap: null,
  locale: 'en-GB',
  timeZone: 'UTC',
};

export function openConsole(
  config: Partial<ConsoleConfig>,
  host = new TestHost(),
  ports: Partial<Ports> = {},
): { readonly host: TestHost; readonly desk: Console; readonly window: () => TestWindow } {
  const desk = createConsole(host.ports(ports), { ...CONFIG, ...config });
  const window = (): TestWindow => {
    const port = new TestWindow();
    desk.attach(port);
    return port;
  };
  return { host, desk, window };
}

/** After `dispose` nothing of the console's own may be left: no timer, no listener on the host, no open window. */
export function leaks(host: TestHost, windows: readonly TestWindow[]): string[] {
  const found: string[] = [];
  if (host.clock.pending() > 0) found.push(`${String(host.clock.pending())} timers`);
  if (host.displays.listeners > 0) found.push(`${String(host.displays.listeners)} display listeners`);
  if (host.powerListeners > 0) found.push(`${String(host.powerListeners)} power listeners`);
  const open = windows.filter((window) => !window.closed).length;
  if (open > 0) found.push(`${String(open)} windows`);
  return found;
}
