/** A token bucket: `rate` a second in the long run, `burst` at once. */
export interface Rate {
  readonly rate: number;
  readonly burst: number;
}

export interface Limits {
  /** Largest message from a console, bytes. */
  readonly inboundBytes: number;
  /** A connection that joins no namespace is ended after it, ms. */
  readonly connectTimeout: number;
  readonly pingInterval: number;
  readonly pingTimeout: number;
  /** Connections at once. */
  readonly perAddress: number;
  readonly perUser: number;
  readonly perTenant: number;
  /** Refused handshakes of one address, before further ones are refused unread. */
  readonly refusals: Rate;
  /** For each event of each connection. */
  readonly events: Readonly<Record<string, Rate>>;
  /** Bytes waiting for one console: above it what can be asked for again is left out. */
  readonly dropBytes: number;
  /** Above it the connection is cut. */
  readonly cutBytes: number;
  /** Bytes of JSON in one page of a snapshot; an entry larger than it makes its own page. */
  readonly pageBytes: number;
  /** Subscriptions and pages that may wait for their turn; one more is refused. */
  readonly crowd: number;
  /** Snapshots held for their further pages: how many, and how long after the last page, ms. */
  readonly snapshots: number;
  readonly snapshotMs: number;
  /** SSE clients at once, and bytes waiting for one before it is cut. */
  readonly sse: number;
  readonly ssePerUser: number;
  readonly sseBytes: number;
}

const KB = 1_024;

export const LIMITS: Limits = {
  inboundBytes: 64 * KB,
  connectTimeout: 5_000,
  pingInterval: 10_000,
  pingTimeout: 5_000,
  perAddress: 1_024,
  perUser: 256,
  perTenant: 4_096,
  refusals: { rate: 5, burst: 100 },
  events: {
    sub: { rate: 5, burst: 30 },
    page: { rate: 50, burst: 200 },
    unsub: { rate: 5, burst: 30 },
    cmd: { rate: 20, burst: 60 },
    positions: { rate: 20, burst: 60 },
    watch: { rate: 10, burst: 30 },
    history: { rate: 5, burst: 20 },
    alarms: { rate: 20, burst: 100 },
    overview: { rate: 2, burst: 10 },
    probe: { rate: 2, burst: 10 },
    health: { rate: 2, burst: 10 },
    audit: { rate: 5, burst: 20 },
    report: { rate: 20, burst: 100 },
    renew: { rate: 1, burst: 5 },
  },
  dropBytes: KB * KB,
  cutBytes: 4 * KB * KB,
  pageBytes: 128 * KB,
  crowd: 8_192,
  snapshots: 64,
  snapshotMs: 60_000,
  sse: 1_024,
  ssePerUser: 64,
  sseBytes: 256 * KB,
};
