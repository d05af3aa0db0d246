/** What a fault hits: the line or the process of one console, or the one gateway of all. */
export type Target = 'console' | 'gateway';

export interface Kind {
  readonly name: string;
  readonly target: Target;
  /** Shortest and longest duration, milliseconds. */
  readonly ms: readonly [number, number];
}

const kind = (name: string, target: Target, least: number, most: number): Kind => ({
  name,
  target,
  ms: [least, most],
});

/**
 * Those that mean something where there is no journal, no token and no feed clock: what a peer is compared by. It gets them at the
 * times at which the whole plan has them, and is left alone where the others stand.
 */
export const PEER_KINDS: readonly string[] = [
  'reset',
  'blackhole',
  'blackhole-in',
  'blackhole-out',
  'stall',
  'slow-1kBps',
  'http-502',
  'dns-failure',
  'duplicated-emit',
  'reordered-emit',
  'dropped-emit',
  'log-trimmed',
  'console-kill',
  'gateway-kill',
  'gateway-kill-before-emit',
  'gateway-restart',
  'log-lost',
  'log-restored',
];

/** Every kind that a plan holds. Long enough that what has to notice it can: silence is noticed after 8 s. */
export const KINDS: readonly Kind[] = [
  kind('reset', 'console', 300, 1_500),
  kind('blackhole', 'console', 9_000, 11_000),
  kind('blackhole-in', 'console', 9_000, 11_000),
  kind('blackhole-out', 'console', 6_000, 16_000),
  kind('stall', 'console', 3_000, 10_000),
  kind('slow-1kBps', 'console', 6_000, 9_000),
  kind('http-502', 'console', 2_000, 5_000),
  kind('dns-failure', 'console', 2_000, 5_000),
  kind('duplicated-emit', 'console', 3_000, 6_000),
  kind('reordered-emit', 'console', 3_000, 6_000),
  kind('dropped-emit', 'console', 3_000, 6_000),
  kind('log-trimmed', 'console', 4_000, 5_000),
  kind('console-clock-plus', 'console', 4_000, 6_000),
  kind('console-clock-minus', 'console', 4_000, 6_000),
  kind('console-kill', 'console', 300, 1_500),
  kind('kill-before-insert', 'console', 300, 1_000),
  kind('kill-before-show', 'console', 300, 1_000),
  kind('kill-before-mark', 'console', 300, 1_000),
  kind('kill-in-compaction', 'console', 300, 1_000),
  kind('disk-full', 'console', 2_500, 4_000),
  kind('token-expiry', 'console', 5_000, 6_000),
  kind('revoked-offline', 'console', 4_000, 5_000),
  kind('gateway-kill', 'gateway', 300, 2_000),
  kind('gateway-kill-before-emit', 'gateway', 2_500, 3_500),
  kind('gateway-restart', 'gateway', 100, 800),
  kind('log-lost', 'gateway', 1_800, 2_300),
  kind('log-restored', 'gateway', 1_800, 2_300),
  kind('gateway-clock-plus', 'gateway', 2_500, 4_000),
  kind('gateway-clock-minus', 'gateway', 2_500, 4_000),
];
