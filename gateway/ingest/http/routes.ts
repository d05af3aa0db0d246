import type { FastifyInstance } from 'fastify';
import type { FeedMs } from '../../../contract/time.ts';
import { INGEST_KINDS, itemsOf, takeItems, type IngestSink } from './take.ts';

export interface IngestRoutes {
  readonly sink: IngestSink;
  readonly now: () => FeedMs;
}

/** 10,000 positions are 2 MB; 100 plans with their shapes are more. */
const BODY_LIMIT = 16 * 1024 * 1024;

/** `POST /ingest/{routes,positions,events,series}`: 200 with an IngestAnswer, 400 where the body is no batch at all. */
export function registerIngest(app: FastifyInstance, { sink, now }: IngestRoutes): void {
  for (const kind of INGEST_KINDS) {
    app.post(`/ingest/${kind}`, { bodyLimit: BODY_LIMIT }, async (request, reply) => {
      const items = itemsOf(request.body);
      if (!items.ok) return await reply.code(400).send(items);
      return takeItems(kind, items.value, sink, now());
    });
  }
}
