import { healthOf } from './health/figures.ts';
import { healthEvent, type HealthEvent } from './health/events.ts';
import { wallMs, type FeedMs } from '../../contract/time.ts';
import type { FleetAnalytics } from '../analytics/analytics.ts';
import type { Fleet, TimedSource } from '../ports.ts';
import { createAlarms, type FleetAlarms } from './alarms.ts';
import type { RuleSet } from './rules/rule.ts';

export interface ReplayParts {
  readonly source: TimedSource;
  readonly fleet: Fleet;
  readonly analytics: FleetAnalytics;
  readonly sets: readonly RuleSet[];
  /** Feed ms between two judgements. */
  readonly step: number;
}

/** What each set of rules would have raised on a day, nobody answering: by rule, and the figures that ISA-18.2 asks for. */
export interface ReplayResult {
  readonly byRule: ReadonlyMap<string, number>;
  readonly alarms: number;
  readonly average: number;
  readonly peak: number;
  readonly floodShare: number;
}

/** One day through one fleet and several sets of rules at once: they differ in nothing else. The wall is the feed's clock. */
export function replayRules({ source, fleet, analytics, sets, step }: ReplayParts): ReplayResult[] {
  const books = sets.map((rules) => ({ alarms: createAlarms({ rules }), events: [] as HealthEvent[] }));
  for (let to: number = source.start; ; to = Math.min(source.end, to + step)) {
    feed(source, to as FeedMs, fleet, analytics, books);
    if (to >= source.end) break;
  }
  const request = { from: wallMs(source.start), to: wallMs(source.end), position: null };
  return books.map(({ events }) => {
    const health = healthOf(events, request, 0);
    const byRule = new Map<string, number>();
    for (const event of events) {
      if (event.kind === 'annunciated') byRule.set(event.ruleId, (byRule.get(event.ruleId) ?? 0) + 1);
    }
    const { alarms, floodShare } = health;
    return { byRule, alarms, ...health.per10Min, floodShare };
  });
}

interface Book {
  readonly alarms: FleetAlarms;
  readonly events: HealthEvent[];
}

function feed(
  source: TimedSource,
  to: FeedMs,
  fleet: Fleet,
  analytics: FleetAnalytics,
  books: readonly Book[],
): void {
  for (const record of source.advance(to)) {
    if (record.kind === 'plan') fleet.plan(record.plan);
    if (record.kind === 'event') fleet.event(record.event);
    if (record.kind === 'position' && fleet.position(record.position) === null) {
      for (const { alarms } of books) alarms.position(record.position);
    }
    if (record.kind === 'sample' && analytics.sample(record.sample) === null) {
      const { series, unit, value } = record.sample;
      for (const { alarms } of books) alarms.value(`x/${series}`, unit, value);
    }
  }
  fleet.advance(to);
  const changes = fleet.drain();
  analytics.observe(changes);
  const metrics = analytics.advance(to, fleet.routes());
  for (const { alarms, events } of books) {
    for (const metric of metrics) alarms.metric(metric);
    alarms.evaluate(changes, to, wallMs(to));
    for (const deed of alarms.takeDeeds()) {
      const event = healthEvent(deed);
      if (event !== null) events.push(event);
    }
  }
}
