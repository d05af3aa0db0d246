import type { LinkPhase, LinkReason } from './bridge.ts';
import type { StreamName } from './stream.ts';
import type { WallMs } from './time.ts';

/** What this program is. */
export interface About {
  readonly version: string;
  /** What it runs on, in the order to be read. */
  readonly parts: readonly { readonly name: 'Electron' | 'Chromium' | 'Node'; readonly version: string }[];
  /** Of the operating system, such as `linux x64`. */
  readonly system: string;
}

/** The link was in this phase from then on. */
export interface PhaseSince {
  readonly phase: LinkPhase;
  readonly reason: LinkReason['code'] | null;
  readonly from: WallMs;
}
/** Phases kept; the oldest goes first. */
export const MAX_PHASES = 50;

export interface StreamPlace {
  readonly stream: StreamName;
  /** Somebody here wants it. */
  readonly wanted: boolean;
  /** Nothing is missing as far as is known. */
  readonly live: boolean;
  readonly epoch: string | null;
  readonly seq: number;
  /** Keys of a snapshot still to come. */
  readonly remaining: number | null;
}

/**
 * How the console is. Numbers, codes and names of versions only: no token, no person, nothing of the fleet, no message that
 * somebody else wrote. So that it may be sent to whoever helps.
 */
export interface Diagnostics {
  readonly at: WallMs;
  /** null where the host does not say. */
  readonly about: About | null;
  /** As somebody named it; null where it goes by the computer's name, which may be a person's. */
  readonly desk: string | null;
  /** Scheme, host and port of the gateway. */
  readonly gateway: string | null;
  readonly role: string | null;
  readonly phase: LinkPhase;
  readonly reason: LinkReason['code'] | null;
  readonly attempt: number;
  readonly lastByteAt: WallMs | null;
  readonly changesPerSecond: number;
  /** The newest last. */
  readonly phases: readonly PhaseSince[];
  readonly streams: readonly StreamPlace[];
  /** The gateway's clock minus this computer's, ms, the way of the message included; null before it has said. */
  readonly clockDifferenceMs: number | null;
  /** Fleet's seconds in one of ours. */
  readonly rate: number | null;
  /** Whether what was notified and commanded outlives this process. */
  readonly journal: 'kept' | 'in-memory';
  /** Where the token is: given by the surroundings, in the keychain, or in memory only. */
  readonly token: 'given' | 'kept' | 'in-memory' | 'none';
  /** Windows that are attached. */
  readonly windows: number;
  readonly notifications: 'supported' | 'unsupported' | 'denied' | 'ask';
  readonly counters: Readonly<Record<string, number>>;
}
