import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { Counters } from '../counters.ts';
import { RowStore, MAX_LOGGED } from '../stores/rows.ts';
import { PositionStore } from '../stores/positions.ts';
import { FakeClock } from '../testing/clock.ts';
import { TestWindow } from '../testing/window.ts';
import { Feed, TICK_MS } from './feed.ts';
import { ValueTopic } from './topic.ts';
import type { Topics } from './window.ts';
import { feedMs } from '../../../contract/time.ts';

interface Row {
  a: number;
  b?: number;
}
const row = v.object({ a: v.number(), b: v.optional(v.number()) });

function rig() {
  const clock = new FakeClock();
  const counters = new Counters();
  const dirty = (): void => feed.dirty();
  const rows = new RowStore<Row>({
    whole: row as v.GenericSchema<unknown, Row>,
    patch: v.partial(row) as v.GenericSchema<unknown, Partial<Row>>,
    dirty,
  });
  const positions = new PositionStore(dirty);
  const value = () => new ValueTopic<unknown>(dirty);
  const link = value();
  const topics: Topics = {
    routes: rows,
    alarms: value(),
    metrics: value(),
    positions,
    capacity: value(),
    detail: value(),
    city: value(),
    overview: value(),
    reconcile: value(),
    annunciation: value(),
    link,
    shared: value(),
    desk: value(),
    clock: value(),
  };
  let demand = 0;
  const sent: string[] = [];
  const onSent = (_window: unknown, names: readonly string[]): void => void sent.push(...names);
  const onTaken = (): void => void sent.push('taken');
  const feed = new Feed({ topics, clock, counters, onDemand: () => void (demand += 1), onSent, onTaken });
  const attach = () => {
    const port = new TestWindow();
    const window = feed.add(port);
    port.onMessage = () => undefined;
    return { port, window };
  };
  const settle = async (ms = TICK_MS) => {
    clock.advance(ms);
    await Promise.resolve();
  };
  return { clock, counters, rows, positions, link, feed, attach, settle, sent, demand: () => demand };
}

test('one encoding a tick, however many windows', async () => {
  const { rows, feed, attach, settle } = rig();
  const windows = [attach(), attach(), attach()];
  rows.apply([['r', { a: 1 }]]);
  for (const { window } of windows) feed.subscribe(window, 'routes');
  await settle();
  expect(rows.encodings).toBe(1);
  for (const { window } of windows) feed.ack(window, 1);
  rows.apply([['r', { a: 2 }]]);
  rows.apply([['s', { a: 3 }]]);
  await settle();
  expect(rows.encodings).toBe(2);
  for (const { port } of windows) {
    expect(port.frames).toHaveLength(2);
    expect(port.frames[1]?.body.routes).toEqual({
      full: false,
      rows: [
        ['r', { a: 2 }],
        ['s', { a: 3 }],
      ],
    });
  }
});

test('a busy window gets one merged frame when it is free, a long absent one the whole', async () => {
  const { rows, feed, attach, settle, counters, sent } = rig();
  const { port, window } = attach();
  rows.apply([['r', { a: 1, b: 1 }]]);
  feed.subscribe(window, 'routes');
  await settle();
  for (let n = 0; n < 5; n += 1) {
    rows.apply([['r', { a: n }]]);
    await settle();
  }
  expect(port.frames).toHaveLength(1);
  expect(sent).toEqual(['routes']);
  feed.ack(window, 1);
  await settle();
  expect(port.frames[1]?.body.routes).toEqual({ full: false, rows: [['r', { a: 4 }]] });
  expect(sent).toEqual(['routes', 'taken', 'routes']);
  for (let n = 0; n <= MAX_LOGGED + 5; n += 1) {
    rows.apply([['r', { a: n }]]);
    expect(rows.version).toBeGreaterThan(n);
  }
  feed.ack(window, 2);
  await settle(10_000);
  expect(port.frames[2]?.body.routes).toEqual({ full: true, rows: [['r', { a: MAX_LOGGED + 5, b: 1 }]] });
  feed.ack(window, 7);
  expect(counters.get('bad-ack')).toBe(1);
  await settle(10_000);
  expect(counters.get('window-slow')).toBe(1);
});

test('an operator’s act does not wait for a tick, nor for one after the frame that is under way', async () => {
  const { rows, feed, attach, settle } = rig();
  const { port, window } = attach();
  feed.subscribe(window, 'routes');
  rows.apply([['r', { a: 1 }]]);
  await settle();
  feed.ack(window, 1);
  rows.apply([['r', { a: 2 }]]);
  feed.hurry();
  await settle(0);
  expect(port.frames).toHaveLength(2);
  rows.apply([['r', { a: 3 }]]);
  feed.hurry();
  await settle(0);
  expect(port.frames).toHaveLength(2);
  feed.ack(window, 2);
  await settle(0);
  expect(port.frames[2]?.body.routes).toEqual({ full: false, rows: [['r', { a: 3 }]] });
  // Once: what comes after it is in no hurry.
  rows.apply([['r', { a: 4 }]]);
  feed.ack(window, 3);
  await settle(TICK_MS - 1);
  expect(port.frames).toHaveLength(3);
  await settle(1);
  expect(port.frames).toHaveLength(4);
});

test('subscribing again sends the whole again, unsubscribing nothing more', async () => {
  const { rows, feed, attach, settle, demand } = rig();
  const { port, window } = attach();
  rows.apply([['r', { a: 1 }]]);
  feed.subscribe(window, 'routes');
  await settle();
  feed.ack(window, 1);
  feed.subscribe(window, 'routes');
  await settle();
  expect(port.frames[1]?.body.routes?.full).toBe(true);
  feed.ack(window, 2);
  feed.unsubscribe(window, 'routes');
  rows.apply([['r', { a: 2 }]]);
  await settle();
  expect(port.frames).toHaveLength(2);
  expect(demand()).toBe(3);
  expect(feed.demand().size).toBe(0);
});

test('whatever a window misses while busy, its mirror ends as the store', async () => {
  const step = fc.oneof(
    fc.record({
      key: fc.constantFrom('a', 'b', 'c'),
      fields: fc.option(fc.record({ a: fc.nat(9) }), { nil: null }),
    }),
    fc.constant('tick' as const),
    fc.constant('ack' as const),
    fc.constant('swap' as const),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      const { rows, feed, attach, settle } = rig();
      const { port, window } = attach();
      port.acks = false;
      feed.subscribe(window, 'routes');
      rows.replace([]);
      for (const what of steps) {
        if (what === 'tick') await settle();
        else if (what === 'ack') feed.ack(window, port.frames.at(-1)?.n ?? 0);
        else if (what === 'swap') rows.replace([['z', { a: 1 }]]);
        else rows.apply([[what.key, what.fields]]);
      }
      for (let n = 0; n < 3; n += 1) {
        await settle();
        feed.ack(window, port.frames.at(-1)?.n ?? 0);
      }
      expect(Object.fromEntries(port.mirror.routes)).toEqual(Object.fromEntries(rows.rows));
    }),
  );
});

test('what cannot be used is counted and the rest is kept', () => {
  const { rows } = rig();
  expect(
    rows.apply([
      ['r', { a: 'x' }],
      ['s', { a: 1 }],
      ['t', { b: 1 }],
    ]),
  ).toBe(2);
  expect([...rows.rows.keys()]).toEqual(['s']);
  expect(rows.apply([['s', { b: 'x' }]])).toBe(1);
  expect(rows.rows.get('s')).toEqual({ a: 1 });
  expect(
    rows.replace([
      ['u', { a: 1 }],
      ['w', {}],
    ]),
  ).toBe(1);
  expect([...rows.rows.keys()]).toEqual(['u']);
});

const frame = (full: boolean, names: [number, string][], handles: number[], lat: number) => ({
  full,
  at: feedMs(1e12),
  names,
  handles,
  lat: handles.map(() => lat),
  lon: handles.map(() => 1),
  heading: handles.map(() => -1),
  speed: handles.map(() => 5),
  observed: handles.map(() => 2),
});

test('positions: the newest of each vehicle, what moved only, names once, own handles over a reconnect', () => {
  const { positions } = rig();
  const sent = (since: number | null) =>
    JSON.parse(positions.textSince(since) ?? 'null') as ReturnType<typeof frame> | null;
  expect(sent(null)).toBeNull();
  positions.take(
    frame(
      true,
      [
        [7, 'v7'],
        [8, 'v8'],
      ],
      [7, 8],
      10,
    ),
  );
  expect(sent(null)).toMatchObject({
    full: true,
    names: [
      [0, 'v7'],
      [1, 'v8'],
    ],
    lat: [10, 10],
    observed: [2, 2],
  });
  const version = positions.version;
  expect(positions.take(frame(false, [[9, 'v9']], [8, 9, 33], 11))).toBe(1);
  expect(sent(version)).toMatchObject({ full: false, names: [[2, 'v9']], handles: [1, 2], lat: [11, 11] });
  positions.take(frame(true, [[1, 'v8']], [1], 12));
  expect(sent(version)).toMatchObject({ full: true, names: [[1, 'v8']], handles: [1], lat: [12] });
  positions.clear();
  expect(sent(version)).toMatchObject({ full: true, handles: [] });
});
