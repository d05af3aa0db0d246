import {
  CHATTER_WINDOW_MS,
  FLOOD_WINDOW_MS,
  HEALTH_TARGETS,
  type AlarmHealth,
  type HealthRequest,
  type SourceCount,
} from '../../../contract/alarm/health.ts';
import { wallMs } from '../../../contract/time.ts';
import type { HealthEvent } from './events.ts';
import { floodsOf } from './flood.ts';

/** So long before the window events are needed: what was in flood at its beginning is seen from them. */
export const LOOKBACK_MS = 2 * 3_600_000;
const TOP = 10;

/**
 * The figures of ISA-18.2 over a window, from its events and those of `LOOKBACK_MS` before, in order of time.
 * `standing` is counted by whoever knows the alarms that were raised before all of these.
 */
export function healthOf(
  events: readonly HealthEvent[],
  { from, to, position }: HealthRequest,
  standing: number,
): AlarmHealth {
  const own = events.filter((event) => event.at < to && (position === null || event.position === position));
  const came = own.filter((event) => event.kind === 'annunciated');
  const inside = came.filter((event) => event.at >= from);
  const { share, floods } = flooded(
    came.map((event) => event.at),
    from,
    to,
  );
  const sources = bySource(inside);
  const top = sources.slice(0, TOP);
  return {
    from,
    to,
    position,
    alarms: inside.length,
    per10Min: { average: inside.length / ((to - from) / FLOOD_WINDOW_MS), ...peakOf(came, from) },
    floods,
    floodShare: share,
    chattering: chattering(inside),
    standing,
    top,
    topShare: inside.length === 0 ? 0 : top.reduce((sum, { count }) => sum + count, 0) / inside.length,
    priorities: {
      1: inside.filter((event) => event.priority === 1).length,
      2: inside.filter((event) => event.priority === 2).length,
      3: inside.filter((event) => event.priority === 3).length,
    },
    toAcknowledge: answers(own, from),
  };
}

function peakOf(
  came: readonly HealthEvent[],
  from: number,
): { peak: number; peakAt: AlarmHealth['from'] | null } {
  let [peak, oldest] = [0, 0];
  let peakAt: AlarmHealth['from'] | null = null;
  for (const [index, { at }] of came.entries()) {
    while ((came[oldest]?.at ?? at) <= at - FLOOD_WINDOW_MS) oldest += 1;
    const count = index - oldest + 1;
    if (at >= from && count > peak) [peak, peakAt] = [count, at];
  }
  return { peak, peakAt };
}

function flooded(times: readonly number[], from: number, to: number): { share: number; floods: number } {
  let [within, floods] = [0, 0];
  for (const flood of floodsOf(times)) {
    const [begin, end] = [Math.max(from, flood.from), Math.min(to, flood.to ?? to)];
    if (end <= begin) continue;
    within += end - begin;
    floods += 1;
  }
  return { share: within / (to - from), floods };
}

/** The most frequent first; of equals the first by name, so that the list does not dance. */
function bySource(came: readonly HealthEvent[]): SourceCount[] {
  const counts = new Map<string, SourceCount>();
  for (const { point, rule, ruleId } of came) {
    counts.set(point, { point, rule, ruleId, count: (counts.get(point)?.count ?? 0) + 1 });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count || (a.point < b.point ? -1 : 1));
}

/** Points with 3 or more within a minute of feed time; the count is of the whole window. */
function chattering(came: readonly HealthEvent[]): SourceCount[] {
  const times = new Map<string, number[]>();
  const fast = new Set<string>();
  for (const { point, feedAt } of came) {
    const last = times.get(point) ?? [];
    last.push(feedAt);
    times.set(point, last);
    const before = last.at(-HEALTH_TARGETS.chatterCount);
    if (before !== undefined && feedAt - before <= CHATTER_WINDOW_MS && feedAt >= before) fast.add(point);
  }
  return bySource(came).filter(({ point }) => fast.has(point));
}

/** From the first time that an alarm asked within the window until it was answered. */
function answers(own: readonly HealthEvent[], from: number): AlarmHealth['toAcknowledge'] {
  const asked = new Map<string, number>();
  const took: number[] = [];
  for (const { kind, at, alarmId } of own) {
    if (kind === 'annunciated') {
      if (at >= from && !asked.has(alarmId)) asked.set(alarmId, at);
      continue;
    }
    const since = asked.get(alarmId);
    if (since === undefined) continue;
    asked.delete(alarmId);
    took.push(at - since);
  }
  took.sort((a, b) => a - b);
  // Nearest rank: the least value that so many of them do not exceed.
  const rank = (share: number) => took[Math.max(0, Math.ceil(share * took.length) - 1)] ?? null;
  return { count: took.length, medianMs: rank(0.5), p95Ms: rank(0.95), waiting: asked.size };
}

export const windowBefore = (now: number, length: number): Pick<HealthRequest, 'from' | 'to'> => ({
  from: wallMs(now - length),
  to: wallMs(now),
});
