import type { Strings } from '../../contract/strings/index.ts';

/** Kinds with words of their own. */
const NAMED = [
  'answer-outdated',
  'clock-jump',
  'command-abandoned',
  'command-expired',
  'delta-gap',
  'delta-repeated',
  'heartbeat-ahead',
  'held-overflow',
  'history-lost',
  'history-overflow',
  'history-unread',
  'journal-damaged',
  'journal-slow',
  'logout-untold',
  'namespace-refused',
  'notification-clicked',
  'notification-closed',
  'notification-denied',
  'notification-do-not-disturb',
  'notification-failed',
  'notification-requested',
  'notification-shown',
  'notification-unsupported',
  'position-nameless',
  'positions-failed',
  'sse-ended',
  'sse-failed',
  'sse-silent',
  'sub-failed',
  'token-renewed',
  'watch-failed',
  'window-slow',
] as const;
/** Families: what follows the dash is a name of the protocol, the same in every language. */
const FAMILIES = [
  'alarms',
  'bad',
  'cmd',
  'desk',
  'journal',
  'link',
  'overview',
  'page',
  'report',
  'settings',
  'sse',
  'sub',
] as const;

const isNamed = (kind: string): kind is (typeof NAMED)[number] => NAMED.some((name) => name === kind);

/** What a counter of the link counts, in words; a kind that this console does not know keeps its own name. */
export function counterName(kind: string, { t }: Strings): string {
  if (isNamed(kind)) return t(`counter.${kind}`);
  const family = FAMILIES.find((name) => kind.startsWith(`${name}-`));
  return family === undefined ? kind : t(`counter.${family}`, { what: kind.slice(family.length + 1) });
}

/** By name, so that a count that rises does not change its place. */
export function counterLines(
  counters: Readonly<Record<string, number>>,
  strings: Strings,
): readonly { readonly kind: string; readonly name: string; readonly count: string }[] {
  return Object.entries(counters)
    .map(([kind, n]) => ({ kind, name: counterName(kind, strings), count: strings.format.number(n) }))
    .sort((a, b) => a.name.localeCompare(b.name, strings.locale));
}

/** Whose counter it is, by how its kind begins; the first that fits. */
const GROUPS = [
  ['notifications', /^(notification|report)-/],
  ['commands', /^(cmd|command)-/],
  ['messages', /^bad-/],
  ['memory', /^(journal|settings|desk)-/],
  ['windows', /^(window|position|positions|watch)-/],
  ['streams', /^(delta|heartbeat|held|answer|sub|page|history|alarms|overview)-/],
  ['connection', /^(link|namespace|sse|clock|token|logout)-/],
] as const;
export const COUNTER_GROUPS = [
  'connection',
  'streams',
  'messages',
  'windows',
  'commands',
  'notifications',
  'memory',
  'other',
] as const;
export type CounterGroup = (typeof COUNTER_GROUPS)[number];

export const groupOf = (kind: string): CounterGroup =>
  GROUPS.find(([, begins]) => begins.test(kind))?.[0] ?? 'other';
