import type { IngestAnswer } from '../../../contract/ingest.ts';
import { fail, ok, type Result } from '../../../contract/result.ts';
import { positionReport, seriesSample, stopEvent } from '../../../contract/schema/ingest.ts';
import type { FeedMs } from '../../../contract/time.ts';
import type { Fleet, Unusable } from '../../ports.ts';
import type { FleetAnalytics } from '../../analytics/analytics.ts';
import { checked } from './checked.ts';
import { readPlan } from './plan.ts';

/** Where what was understood goes; each says null when it took it. */
export interface IngestSink
  extends Pick<Fleet, 'plan' | 'position' | 'event'>, Pick<FleetAnalytics, 'sample'> {
  /** Told of what was refused before it came that far, for the counters. */
  refused(kind: 'plan' | 'position' | 'event' | 'sample', wrong: Unusable): void;
}

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
      return offer('plan', readPlan(item), (plan) => sink.plan(plan), sink);
    case 'positions':
      return offer(
        'position',
        notAhead(checked(positionReport, item), now),
        (one) => sink.position(one),
        sink,
      );
    case 'events':
      return offer('event', notAhead(checked(stopEvent, item), now), (event) => sink.event(event), sink);
    case 'series':
      return offer(
        'sample',
        notAhead(checked(seriesSample, item), now),
        (sample) => sink.sample(sample),
        sink,
      );
  }
}

function offer<T>(
  kind: Parameters<IngestSink['refused']>[0],
  read: Result<T>,
  take: (value: T) => Unusable | null,
  sink: IngestSink,
): Unusable | null {
  if (read.ok) return take(read.value);
  const wrong = { field: read.error.field ?? '', reason: read.error.message };
  sink.refused(kind, wrong);
  return wrong;
}

function notAhead<T extends { readonly at: FeedMs }>(read: Result<T>, now: FeedMs): Result<T> {
  if (!read.ok || read.value.at <= now + MAX_AHEAD_MS) return read;
  const [got, feed] = [new Date(read.value.at).toISOString(), new Date(now).toISOString()];
  return fail('bad-request', `ahead of feed time, which is ${feed} (got ${got})`, 'at');
}
