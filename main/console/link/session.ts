import { Manager, type Socket } from 'socket.io-client';
import { Disposables, type Disposable } from '../../../contract/disposable.ts';
import { fail, type Result } from '../../../contract/result.ts';
import { STREAMS, type StreamName } from '../../../contract/stream.ts';
import type { Trust } from '../net/trust.ts';
import type { Clock } from '../ports.ts';
import { countingAgent } from './bytes.ts';

const OPEN_MS = 8_000;
/** From the start until `/alerts` is joined: a server that opens and then says nothing must not hold the link. */
const JOIN_MS = 12_000;
/**
 * Socket.IO's server looks at a namespace's leaving one turn after it arrived: a joining in the same read is then "invalid" and ends the
 * whole connection. So a namespace is left a moment late, and joined again no sooner than a moment after.
 */
const MOMENT_MS = 250;

export interface SessionEvents {
  /** `/alerts` is joined: the link stands. */
  opened(): void;
  /** It never opened, or it ended; called once. */
  fell(why: { readonly kind: 'refused' | 'unreachable' | 'closed'; readonly message: string }): void;
  /** A namespace beside `/alerts` was refused or taken away; the link stands. */
  lost(namespace: StreamName, message: string): void;
}

/** One namespace as its users see it. */
export interface Namespace {
  on(event: string, listener: (payload: unknown) => void): Disposable;
  /** Called at once if it is joined already, and at each joining after. */
  onJoined(listener: () => void): Disposable;
  onLeft(listener: () => void): Disposable;
  /** The raw answer, unvalidated; `timeout` and `offline` are failures of ours. */
  request(event: string, args: unknown, timeoutMs: number): Promise<Result<unknown>>;
}

export interface Lease extends Disposable {
  readonly namespace: Namespace;
}

/**
 * One connection to a gateway, with one WebSocket for all namespaces. A namespace is joined with its first lease and left with its last.
 * It never reconnects by itself.
 */
export class Session implements Disposable {
  readonly #manager: Manager;
  readonly #bytes: ReturnType<typeof countingAgent>;
  readonly #clock: Clock;
  readonly #users = new Map<StreamName, number>();
  readonly #moving = new Map<StreamName, Disposable>();
  readonly #leftAt = new Map<StreamName, number>();
  readonly #events: SessionEvents;
  readonly #alerts: Lease;
  readonly #joining: Disposable;
  #ended = false;

  constructor(clock: Clock, gateway: string, token: string, trust: Trust, events: SessionEvents) {
    this.#clock = clock;
    const url = new URL(gateway);
    this.#events = events;
    this.#bytes = countingAgent(url.protocol === 'https:' ? trust : null);
    this.#manager = new Manager(url.origin, {
      path: `${url.pathname.replace(/\/+$/, '')}/socket.io/`,
      reconnection: false,
      autoConnect: false,
      transports: ['websocket'],
      forceNew: true,
      timeout: OPEN_MS,
      extraHeaders: { Authorization: `Bearer ${token}` },
      // The declared type is the browser's; under Node it goes to `ws` as it is.
      agent: this.#bytes.agent as unknown as string,
    });
    this.#manager.on('error', (error) => this.#fall('unreachable', error.message));
    this.#manager.on('close', (reason) => this.#fall('closed', reason));
    this.#joining = clock.after(JOIN_MS, () => this.#fall('unreachable', 'no answer to joining /alerts'));
    for (const name of STREAMS) this.#watch(name);
    this.#alerts = this.lease('alerts');
  }

  /** Bytes received since the start, by the socket's own count. */
  received(): number {
    return this.#bytes.received();
  }

  lease(name: StreamName): Lease {
    const socket = this.#manager.socket(`/${name}`);
    this.#users.set(name, (this.#users.get(name) ?? 0) + 1);
    this.#settle(name);
    let held = true;
    return {
      namespace: namespaceOf(socket),
      dispose: () => {
        if (!held) return;
        held = false;
        this.#users.set(name, (this.#users.get(name) ?? 1) - 1);
        this.#settle(name);
      },
    };
  }

  /** Joins again what a gateway took away; nothing where nobody wants it. */
  rejoin(name: StreamName): void {
    this.#settle(name);
  }

  dispose(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#joining.dispose();
    this.#alerts.dispose();
    for (const timer of this.#moving.values()) timer.dispose();
    this.#moving.clear();
    for (const name of STREAMS) {
      const socket = this.#manager.socket(`/${name}`);
      socket.disconnect();
      socket.off();
    }
    this.#manager.off();
    this.#manager.engine?.close();
    this.#bytes.destroy();
  }

  /** Brings what is joined in line with who wants it. */
  #settle(name: StreamName): void {
    if (this.#ended) return;
    const socket = this.#manager.socket(`/${name}`);
    const wanted = (this.#users.get(name) ?? 0) > 0;
    this.#moving.get(name)?.dispose();
    this.#moving.delete(name);
    if (wanted === socket.active) return;
    const now = this.#clock.elapsed();
    const wait = wanted
      ? Math.max(0, (this.#leftAt.get(name) ?? Number.NEGATIVE_INFINITY) + MOMENT_MS - now)
      : MOMENT_MS;
    const act = (): void => {
      this.#moving.delete(name);
      if (wanted) socket.connect();
      else {
        this.#leftAt.set(name, this.#clock.elapsed());
        socket.disconnect();
      }
    };
    if (wait === 0) act();
    else this.#moving.set(name, this.#clock.after(wait, act));
  }

  #watch(name: StreamName): void {
    const socket = this.#manager.socket(`/${name}`);
    const main = name === 'alerts';
    if (main)
      socket.on('connect', () => {
        this.#joining.dispose();
        this.#events.opened();
      });
    socket.on('connect_error', (error) => {
      // Also raised when the whole connection fails, which the manager's own error says.
      if (!socket.active && main) this.#fall('refused', error.message);
      else if (!socket.active) this.#events.lost(name, error.message);
    });
    socket.on('disconnect', (reason) => {
      if (reason !== 'io server disconnect') return;
      if (main) this.#fall('closed', reason);
      else this.#events.lost(name, reason);
    });
  }

  #fall(kind: 'refused' | 'unreachable' | 'closed', message: string): void {
    if (this.#ended) return;
    this.dispose();
    this.#events.fell({ kind, message });
  }
}

function namespaceOf(socket: Socket): Namespace {
  const listen = (event: string, listener: (...args: never[]) => void): Disposable => {
    socket.on(event, listener as () => void);
    return { dispose: () => void socket.off(event, listener as () => void) };
  };
  return {
    on: (event, listener) => listen(event, (payload: unknown) => listener(payload)),
    onJoined(listener) {
      const end = new Disposables();
      end.add(listen('connect', listener));
      if (socket.connected) listener();
      return end;
    },
    onLeft: (listener) => listen('disconnect', listener),
    async request(event, args, timeoutMs) {
      // An emit on a socket that is not joined would wait in Socket.IO's own buffer.
      if (!socket.connected) return fail('offline', 'Not connected to the gateway');
      try {
        const answer: unknown = await socket.timeout(timeoutMs).emitWithAck(event, args);
        return { ok: true, value: answer };
      } catch (error) {
        return fail('timeout', `${event}: ${error instanceof Error ? error.message : String(error)}`);
      }
    },
  };
}
