import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Stamped } from '../../../contract/bridge.ts';
import type { Capacity } from '../../../contract/fleet.ts';
import { feedMs } from '../../../contract/time.ts';
import { Counters } from '../counters.ts';
import { ValueTopic } from '../feed/topic.ts';
import { FakeClock } from '../testing/clock.ts';
import { createHttp } from '../net/http.ts';
import { SYSTEM_TRUST } from '../net/trust.ts';
import { CapacityLane, SSE_SILENT_MS } from './capacity.ts';

const CAPACITY: Capacity = {
  at: feedMs(Date.UTC(2026, 10, 20, 8)),
  planned: 0,
  enRoute: 0,
  atStop: 0,
  completed: 0,
  silent: 0,
  total: 0,
};
const event = (name: string, id: string | null, data: unknown): string =>
  `event: ${name}\n${id === null ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`;
const HB = event('hb', null, { feed: 5, wall: 5, rate: 1 });

let server: Server;
let clients: ServerResponse[];
let lane: CapacityLane;
let topic: ValueTopic<Stamped<Capacity>>;
const clock = new FakeClock();
const counters = new Counters();

beforeEach(async () => {
  clients = [];
  server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.flushHeaders();
    clients.push(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  topic = new ValueTopic(() => undefined);
  lane = new CapacityLane(topic, createHttp(SYSTEM_TRUST), clock, counters, () => 0.5);
  const gateway = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  lane.set({ gateway, token: 'a.b.c' });
  await vi.waitFor(() => expect(clients).toHaveLength(1));
});
afterEach(() => {
  lane.dispose();
  server.closeAllConnections();
  server.close();
});

const stamped = async (version: number): Promise<number | undefined> => {
  await vi.waitFor(() => expect(topic.version).toBe(version));
  return topic.value?.received;
};

test('a heartbeat makes what did not change as new as itself', async () => {
  clients[0]?.write(event('capacity', 'e:1', CAPACITY));
  expect(await stamped(1)).toBe(clock.now());
  clock.advance(5_000);
  clients[0]?.write(HB);
  expect(await stamped(2)).toBe(clock.now());
  expect(topic.value?.value).toEqual(CAPACITY);
});

test('a heartbeat before any capacity of this gateway makes nothing', async () => {
  clients[0]?.write(`${HB}${event('capacity', 'e:1', CAPACITY)}`);
  await stamped(1);
  expect(topic.version).toBe(1);
});

test('three missing heartbeats end the line, and the age stays what it was', async () => {
  clients[0]?.write(event('capacity', 'e:1', CAPACITY));
  const received = await stamped(1);
  const before = counters.get('sse-silent');
  clock.advance(SSE_SILENT_MS);
  expect(counters.get('sse-silent')).toBe(before + 1);
  expect(topic.value?.received).toBe(received);
});
