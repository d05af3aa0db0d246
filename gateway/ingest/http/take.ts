import type { IngestAnswer } from '../../../contract/ingest.ts';
import { fail, ok, type Result } from '../../../contract/result.ts';
import { positionReport, seriesSample, stopEvent } from '../../../contract/schema/ingest.ts';
import type { FeedMs } from '../../../contract/time.ts';
import type { Fleet, Unusable } from '../../ports.ts';
import type { FleetAnalytics } from '../../analytics/analytics.ts';
import { checked } from './checked.ts';
import { readPlan } from './plan.ts';

/** Where what was understood goes; each says null when it took it. */
export type IngestSink = Pick<Fleet, 'plan' | 'position' | 'event'> & Pick<FleetAnalytics, 'sample'>;

export const INGEST_KINDS = ['routes', 'positions', 'events', 'series'] as const;
export type IngestKind = (typeof INGEST_KINDS)[number];

/** Items of one request at most. */
export const MAX_BATCH = 10_000;
/** Clocks differ: an observation may be that much ahead of feed time, and not more, or it would drag the fleet's time along. */
export const MAX_AHEAD_MS = 60_000;

/** A batch is a JSON array, or an object whose `items` is one. */
export function itemsOf(body: unknown): Result<readonly unknown[]> {
  const items = typeof body === 'object' && body !== null && 'items' in body ? body.items : body;
  if (!Array.isArray(items)) return fail('bad-request', 'must be a JSON array, or {"items": [...]}', 'items');
  if (items.length <= MAX_BATCH) return ok(items);
  const got = `got ${String(items.length)}`;
  return fail(
    'bad-request',
    `must be at most ${String(MAX_BATCH)} items (${got}): send several batches`,
    'items',
  );
}

/** Each item on its own: a bad one is named and loses nothing else. */
export function takeItems(
  kind: IngestKind,
  items: readonly unknown[],
  sink: IngestSink,
  now: FeedMs,
): IngestAnswer {
  const rejected: { index: number; field: string; reason: string }[] = [];
  items.forEach((item, index) => {
    const wrong = takeItem(kind, item, sink, now);
    if (wrong !== null) rejected.push({ index, ...wrong });
  });
  return { accepted: items.length - rejected.length, rejected };
}

function takeItem(kind: IngestKind, item: unknown, sink: IngestSink, now: FeedMs): Unusable | null {
  switch (kind) {
    case 'routes':
      return offer(readPlan(item), (plan) => sink.plan(plan));
    case 'positions':
      return offer(checked(positionReport, item), (report) => early(report.at, now) ?? sink.position(report));
    case 'events':
      return offer(checked(stopEvent, item), (event) => early(event.at, now) ?? sink.event(event));
    case 'series':
      return offer(checked(seriesSample, item), (sample) => early(sample.at, now) ?? sink.sample(sample));
  }
}

function offer<T>(read: Result<T>, take: (value: T) => Unusable | null): Unusable | null {
  if (read.ok) return take(read.value);
  return { field: read.error.field ?? '', reason: read.error.message };
}

function early(at: FeedMs, now: FeedMs): Unusable | null {
  if (at <= now + MAX_AHEAD_MS) return null;
  const [got, feed] = [new Date(at).toISOString(), new Date(now).toISOString()];
  return { field: 'at', reason: `ahead of feed time, which is ${feed} (got ${got})` };
}
