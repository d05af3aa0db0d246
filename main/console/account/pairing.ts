import type { PairingCode } from '../../../contract/bridge.ts';
import type { DeviceAuthorization } from '../../../contract/auth.ts';
import type { Disposable } from '../../../contract/disposable.ts';
import { wallMs } from '../../../contract/time.ts';
import type { Clock } from '../ports.ts';
import type { GatewayAuth, Tokens } from './gateway-auth.ts';

export type PairingEnd =
  | { readonly ok: true; readonly tokens: Tokens }
  | { readonly ok: false; readonly why: 'denied' | 'expired' | 'cancelled' };

/** RFC 8628, 3.5: five seconds more after each `slow_down`, and after each answer that did not come. */
const SLOWER_MS = 5_000;
const SLOWEST_MS = 60_000;

/** One code on the screen: asks the gateway again and again whether someone said yes to it. Owns its timer. */
export class Pairing implements Disposable {
  readonly code: PairingCode;
  readonly gateway: string;
  /** Resolves once; never rejects. */
  readonly ended: Promise<PairingEnd>;
  readonly #auth: Pick<GatewayAuth, 'poll'>;
  readonly #clock: Clock;
  readonly #device: string;
  readonly #until: number;
  readonly #giveUp = new AbortController();
  #every: number;
  #timer: Disposable | null = null;
  #end: (end: PairingEnd) => void = () => undefined;

  constructor(auth: Pick<GatewayAuth, 'poll'>, clock: Clock, gateway: string, begun: DeviceAuthorization) {
    this.#auth = auth;
    this.#clock = clock;
    this.gateway = gateway;
    this.#device = begun.device_code;
    this.#every = begun.interval * 1_000;
    this.#until = clock.elapsed() + begun.expires_in * 1_000;
    this.code = {
      userCode: begun.user_code,
      address: begun.verification_uri,
      expiresAt: wallMs(clock.now() + begun.expires_in * 1_000),
    };
    this.ended = new Promise((resolve) => (this.#end = resolve));
    this.#next();
  }

  dispose(): void {
    this.#giveUp.abort();
    this.#settle({ ok: false, why: 'cancelled' });
  }

  #next(): void {
    const left = this.#until - this.#clock.elapsed();
    if (left <= 0) return this.#settle({ ok: false, why: 'expired' });
    this.#timer = this.#clock.after(Math.min(this.#every, left), () => void this.#ask());
  }

  async #ask(): Promise<void> {
    const { signal } = this.#giveUp;
    try {
      const answer = await this.#auth.poll(this.gateway, this.#device, signal);
      if (signal.aborted) return;
      if (answer.ok) return this.#settle({ ok: true, tokens: answer.value });
      if (answer.kind === 'denied') return this.#settle({ ok: false, why: 'denied' });
      if (answer.kind === 'expired_code') return this.#settle({ ok: false, why: 'expired' });
      if (answer.kind !== 'pending') this.#every = Math.min(SLOWEST_MS, this.#every + SLOWER_MS);
      this.#next();
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  #settle(end: PairingEnd): void {
    this.#timer?.dispose();
    this.#timer = null;
    this.#end(end);
  }
}
