import { afterEach, beforeEach, expect, it } from 'vitest';
import type { VehiclePosition } from '../../contract/fleet.ts';
import { feedMs } from '../../contract/time.ts';
import type { PositionFrame } from '../../contract/wire.ts';
import * as v from 'valibot';
import * as schema from '../../contract/schema/wire.ts';
import { FEED, good, heard, openEdge, TENANT, until, type Edge } from './harness.ts';

let edge: Edge;
beforeEach(async () => {
  edge = await openEdge();
});
afterEach(async () => {
  await edge.close();
});

const at = (vehicleId: string, lon: number, lat = 30): VehiclePosition => ({
  vehicleId,
  lat,
  lon,
  heading: 359.7,
  speed: 4.26,
  observed: feedMs(FEED - 12_000),
});
const move = (...positions: VehiclePosition[]) => {
  for (const position of positions) edge.view.vehicles.set(position.vehicleId, position);
  edge.push.moved(TENANT, positions);
};
/** As a console reads it: names last until the next full frame. */
const reader = () => {
  const names = new Map<number, string>();
  return (frame: PositionFrame) => {
    expect(v.safeParse(schema.positionFrame, frame).success).toBe(true);
    if (frame.full) names.clear();
    for (const [handle, id] of frame.names) names.set(handle, id);
    return frame.handles.map((handle, i) => [names.get(handle), (frame.lon[i] ?? 0) / 1e5]);
  };
};

it('sends everything at once, then once a second what moved, the latest only', async () => {
  move(at('a', 1), at('b', 2));
  const socket = await edge.connect('dispatch');
  const frames = heard(socket, 'p');
  const read = reader();
  good(await socket.emitWithAck('positions', { viewport: null, watch: [] }));
  await frames.count(1);
  expect(frames.all[0]).toMatchObject({
    full: true,
    at: FEED,
    heading: [0, 0],
    speed: [43, 43],
    observed: [12, 12],
  });
  expect(read(frames.all[0] as PositionFrame)).toEqual([
    ['a', 1],
    ['b', 2],
  ]);
  move(at('a', 3));
  move(at('a', 4), at('c', 5));
  await frames.count(2);
  expect(frames.all[1]).toMatchObject({ full: false, names: [[2, 'c']] });
  expect(read(frames.all[1] as PositionFrame)).toEqual([
    ['a', 4],
    ['c', 5],
  ]);
});

it('tells consoles of the whole fleet the same, whenever they came', async () => {
  move(at('a', 1));
  const looks = [];
  for (let i = 0; i < 3; i += 1) {
    const socket = await edge.connect('dispatch');
    const frames = heard(socket, 'p');
    looks.push({ frames, read: reader() });
    good(await socket.emitWithAck('positions', { viewport: null, watch: [] }));
    await frames.count(1);
    move(at(`v${String(i)}`, i));
  }
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  move(at('a', 5), at('v0', 6), at('v2', 7));
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  for (const { frames, read } of looks) {
    const seen = new Map(frames.all.flatMap((frame) => read(frame) as [string, number][]));
    expect(Object.fromEntries(seen)).toEqual({ a: 5, v0: 6, v1: 1, v2: 7 });
  }
});

it('sends what is in the viewport or watched, and once more what leaves it', async () => {
  move(at('in', 1), at('out', 9), at('watched', 9));
  const socket = await edge.connect('dispatch');
  const frames = heard(socket, 'p');
  const read = reader();
  good(await socket.emitWithAck('positions', { viewport: [0, 29, 2, 31], watch: ['watched'] }));
  await frames.count(1);
  expect(read(frames.all[0] as PositionFrame)).toEqual([
    ['in', 1],
    ['watched', 9],
  ]);
  move(at('in', 8), at('out', 8), at('watched', 8));
  await frames.count(2);
  expect(read(frames.all[1] as PositionFrame)).toEqual([
    ['in', 8],
    ['watched', 8],
  ]);
  move(at('in', 7), at('out', 1.5));
  await frames.count(3);
  expect(read(frames.all[2] as PositionFrame)).toEqual([['out', 1.5]]);
});

it('begins anew with another viewport, and is silent after null', async () => {
  move(at('a', 1), at('b', 9));
  const socket = await edge.connect('dispatch');
  const frames = heard(socket, 'p');
  good(await socket.emitWithAck('positions', { viewport: [0, 29, 2, 31], watch: [] }));
  good(await socket.emitWithAck('positions', { viewport: [8, 29, 10, 31], watch: [] }));
  await until(() => frames.all.some((frame) => frame.names.some(([, id]) => id === 'b')));
  expect(frames.all.every((frame) => frame.full)).toBe(true);
  expect(edge.push.stats().positionSubscribers).toBe(1);
  good(await socket.emitWithAck('positions', null));
  expect(edge.push.stats().positionSubscribers).toBe(0);
  const before = frames.all.length;
  move(at('b', 9.5));
  await new Promise((resolve) => setTimeout(resolve, 1_200));
  expect(frames.all.length).toBe(before);
});

it('refuses a viewport that is none, and counts it', async () => {
  const socket = await edge.connect('dispatch');
  const answer = await socket.emitWithAck('positions', { viewport: [2, 29, 0, 31], watch: [] });
  expect(answer).toMatchObject({ ok: false, error: { code: 'bad-request', field: 'viewport' } });
  expect(edge.push.stats().counters['rejected-event']).toBe(1);
});

it('sends a watched route’s detail at once and on change, at most once a second', async () => {
  const detail = (along: number) =>
    ({ plan: { id: 'r1', stops: [] }, progress: [], along, at: FEED }) as never;
  edge.view.details.set('r1', detail(1));
  const socket = await edge.connect('dispatch');
  const details = heard(socket, 'r');
  good(await socket.emitWithAck('watch', { routes: ['r1', 'later'] }));
  await details.count(1);
  expect(edge.push.stats().detailSubscribers).toBe(1);
  for (let along = 2; along <= 30; along += 1) {
    edge.view.details.set('r1', detail(along));
    edge.push.touched(TENANT, ['r1', 'unwatched']);
  }
  await details.count(2);
  expect(details.all.map(({ along }) => along)).toEqual([1, 30]);
  good(await socket.emitWithAck('watch', { routes: [] }));
  expect(edge.push.stats().detailSubscribers).toBe(0);
});

it('forgets a console that went away', async () => {
  const socket = await edge.connect('dispatch');
  good(await socket.emitWithAck('positions', { viewport: null, watch: [] }));
  good(await socket.emitWithAck('watch', { routes: ['r1'] }));
  socket.disconnect();
  await until(() => edge.push.stats().positionSubscribers === 0);
  expect(edge.push.stats().detailSubscribers).toBe(0);
});

it('answers a series’ history in /analytics', async () => {
  const socket = await edge.connect('analytics');
  const ask = (series: string, from = FEED) =>
    socket.emitWithAck('history', { series, from, to: feedMs(FEED + 60_000) });
  expect(good(await ask('late-routes')).value).toEqual([3]);
  expect(await ask('no-such')).toMatchObject({ error: { code: 'not-found' } });
  expect(await ask('late-routes', feedMs(FEED + 90_000))).toMatchObject({ error: { field: 'from' } });
});
