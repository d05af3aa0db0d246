import type { WallMs } from './time.ts';

export type LinkPhase =
  | 'idle'
  /** No address or token yet: the first run. */
  | 'signed-out'
  | 'connecting'
  /** Connected, snapshot or replay under way. */
  | 'catching-up'
  | 'live'
  /** Connected and silent: 6 s without a byte. */
  | 'stale'
  /** Waiting for the next try. */
  | 'waiting'
  /** The gateway refused, and trying again cannot help: a human must act. */
  | 'refused';

export interface LinkState {
  readonly phase: LinkPhase;
  readonly gateway: string | null;
  /** Who this console is, from the token. */
  readonly user: string | null;
  readonly role: string | null;
  readonly tenant: string | null;
  /** Wall time of the last byte from the gateway; on a line that is `behind`, when it asked for the newest of what is shown. */
  readonly lastByteAt: WallMs | null;
  /** Wall time of the next try, in phase `waiting`. */
  readonly nextTryAt: WallMs | null;
  readonly attempt: number;
  /** Why, in `stale`, `waiting`, `refused`; in any other phase at most `no-journal` (what was notified and commanded will not
   * outlive this process) or `no-keychain` (the token will not). */
  readonly reason: LinkReason | null;
  /** Keys still to come, in `catching-up`. */
  readonly remaining: number | null;
  /** Applied stream changes a second, over the last 5 s. */
  readonly changesPerSecond: number;
  /** Since start, by kind: never silently. */
  readonly counters: Readonly<Record<string, number>>;
}

export interface LinkReason {
  readonly code:
    | 'unreachable'
    | 'closed'
    | 'silent'
    /** Bytes come, and are old: the line is slower than what is sent over it. */
    | 'behind'
    | 'expired'
    | 'revoked'
    | 'forbidden'
    | 'bad-token'
    | 'busy'
    | 'protocol'
    /** The gateway's certificate: expired, of another name, of an issuer that is not trusted here, not the pinned key, or no TLS at all. */
    | 'tls-expired'
    | 'tls-name'
    | 'tls-issuer'
    | 'tls-pin'
    | 'tls'
    | 'no-keychain'
    | 'no-journal';
  readonly message: string;
}
