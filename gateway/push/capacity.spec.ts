import { request as httpRequest, type IncomingMessage } from 'node:http';
import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { afterEach, beforeEach, expect, it } from 'vitest';
import * as v from 'valibot';
import { capacity as capacitySchema } from '../../contract/schema/domain.ts';
import { feedClock } from '../../contract/schema/wire.ts';
import { openEdge, until, type Edge } from './harness.ts';

let edge: Edge;
const feeds: { destroy(): void }[] = [];
beforeEach(async () => {
  edge = await openEdge({ limits: { ssePerUser: 2, sseBytes: 20_000 } });
});
afterEach(async () => {
  for (const feed of feeds.splice(0)) feed.destroy();
  await edge.close();
});

async function feed(headers: Record<string, string> = {}, bearer?: string) {
  const authorization = `Bearer ${bearer ?? (await edge.token())}`;
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const asked = httpRequest(`${edge.url}/capacity`, { headers: { authorization, ...headers } }, resolve);
    asked.once('error', reject).end();
  });
  feeds.push(response);
  const events: EventSourceMessage[] = [];
  const parser = createParser({ onEvent: (event) => events.push(event) });
  let ended = false;
  response.setEncoding('utf8');
  response.on('data', (text: string) => parser.feed(text));
  response.on('error', () => (ended = true));
  response.on('close', () => (ended = true));
  const numbers = () => events.filter(({ event }) => event === 'capacity');
  return { response, events, numbers, ended: () => ended };
}

it('tells the numbers at once, on change at most once a second, and a heartbeat with the feed’s clock', async () => {
  edge.view.vans = 3;
  const { response, events, numbers } = await feed();
  expect(response.statusCode).toBe(200);
  expect(response.headers['content-type']).toContain('text/event-stream');
  await until(() => events.length >= 2);
  expect(v.parse(capacitySchema, JSON.parse(events[0]?.data ?? ''))).toMatchObject({ enRoute: 3, total: 3 });
  expect(events[1]?.event).toBe('hb');
  expect(v.parse(feedClock, JSON.parse(events[1]?.data ?? '')).rate).toBe(1);
  for (let vans = 4; vans <= 9; vans += 1) edge.view.vans = vans;
  await until(() => numbers().length === 2);
  expect(JSON.parse(numbers()[1]?.data ?? '')).toMatchObject({ enRoute: 9 });
  expect(numbers()[1]?.id).toMatch(/^[0-9a-f-]{36}:2$/);
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(numbers()).toHaveLength(2);
  await until(() => events.filter(({ event }) => event === 'hb').length === 2, 6_000);
});

it('repeats nothing to who has the last, and tells it to who has not', async () => {
  const { numbers } = await feed();
  await until(() => numbers().length === 1);
  const same = await feed({ 'last-event-id': numbers()[0]?.id ?? '' });
  await until(() => same.events.length === 1);
  expect(same.events[0]?.event).toBe('hb');
  const older = await feed({ 'last-event-id': 'another:1' }, await edge.token('wall', 'wall-1'));
  await until(() => older.numbers().length === 1);
});

it('refuses by status: no token, the wrong role, another origin, too many', async () => {
  expect((await fetch(`${edge.url}/capacity`)).status).toBe(401);
  expect((await feed({}, await edge.token('ingest'))).response.statusCode).toBe(403);
  expect((await feed({ origin: 'https://evil.example' })).response.statusCode).toBe(403);
  await feed();
  await feed();
  const third = await feed();
  expect(third.response.statusCode).toBe(503);
  expect(third.response.headers['retry-after']).toBe('5');
  expect(edge.push.stats()).toMatchObject({ sse: 2, counters: { 'refused-sse-busy': 1 } });
  feeds[2]?.destroy();
  feeds[3]?.destroy();
  await until(() => edge.push.stats().sse === 0);
});

it('cuts a client that does not read, and counts it', async () => {
  let waiting = 0;
  // The system's buffers would take hours of such small events.
  edge.app.server.on('request', (_request, response) => {
    Object.defineProperty(response, 'writableLength', { get: () => waiting });
  });
  const { ended, events } = await feed();
  await until(() => events.length > 0);
  waiting = 20_001;
  edge.view.vans += 1;
  await until(() => ended());
  expect(edge.push.stats()).toMatchObject({ sse: 0, counters: { 'cut-slow-sse': 1 } });
});

it('ends with its token', async () => {
  const bearer = await edge.token();
  const { ended, events } = await feed({}, bearer);
  await until(() => events.length > 0);
  const verdict = await edge.auth.verify(bearer, 'access');
  if (!verdict.ok) throw new Error(verdict.message);
  edge.auth.revocations.add(verdict.principal.jti, verdict.principal.expiresAt);
  await until(() => ended());
  expect(edge.push.stats().sse).toBe(0);
});
