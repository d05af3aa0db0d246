import { afterEach, describe, expect, it } from 'vitest';
import type { RouteState } from '../../contract/fleet.ts';
import { feedMs, wallMs } from '../../contract/time.ts';
import type { PositionFrame } from '../../contract/wire.ts';
import { Stores } from './index.ts';

const made: Stores[] = [];
const stores = (wall?: () => number): Stores => {
  const store = new Stores(wall);
  made.push(store);
  return store;
};
afterEach(() => {
  for (const store of made.splice(0)) store.dispose();
});

const frame = (change: Partial<PositionFrame>): PositionFrame => ({
  full: false,
  at: feedMs(1_000_000),
  names: [],
  handles: [],
  lat: [],
  lon: [],
  heading: [],
  speed: [],
  observed: [],
  ...change,
});

describe('rows', () => {
  const row = (change: Partial<RouteState>): Partial<RouteState> => change;

  it('overwrite fields shallowly, leave the others alone and keep unchanged rows the same object', () => {
    const { routes } = stores();
    routes.apply({
      full: true,
      rows: [
        ['1', row({ id: '1', late: false, stopsDone: 3 })],
        ['2', row({ id: '2' })],
      ],
    });
    const untouched = routes.byId.get('2');
    routes.apply({ full: false, rows: [['1', row({ late: true })]] });
    expect(routes.byId.get('1')).toEqual({ id: '1', late: true, stopsDone: 3 });
    expect(routes.byId.get('2')).toBe(untouched);
  });

  it('go with null, and all at once with a full patch', () => {
    const { routes } = stores();
    const heard: unknown[] = [];
    routes.listen((change) => heard.push(change));
    routes.apply({
      full: true,
      rows: [
        ['1', row({ id: '1' })],
        ['2', row({ id: '2' })],
      ],
    });
    routes.apply({ full: false, rows: [['1', null]] });
    expect(routes.all.map((r) => r.id)).toEqual(['2']);
    routes.apply({ full: true, rows: [['3', row({ id: '3' })]] });
    expect(routes.all.map((r) => r.id)).toEqual(['3']);
    expect(heard).toEqual([null, ['1'], null]);
  });

  it('are ready only after a whole state, and forgotten when nobody needs them', () => {
    const store = stores();
    expect(store.routes.ready).toBe(false);
    store.apply({ routes: { full: true, rows: [] } });
    expect(store.routes.ready).toBe(true);
    store.forget('routes');
    expect(store.routes.ready).toBe(false);
  });

  it('are not heard any more after the listener ended', () => {
    const { routes } = stores();
    let heard = 0;
    const listener = routes.listen(() => (heard += 1));
    listener.dispose();
    routes.apply({ full: true, rows: [] });
    expect(heard).toBe(0);
  });
});

describe('positions', () => {
  it('decode units and keep a vehicle in its slot', () => {
    const { positions } = stores();
    positions.apply(
      frame({
        full: true,
        names: [
          [5, 'van'],
          [9, 'other'],
        ],
        handles: [5, 9],
        lat: [3_776_512, 0],
        lon: [-12_244_000, 0],
        heading: [270, -1],
        speed: [83, -1],
        observed: [4, 0],
      }),
    );
    const slot = positions.slotOf('van') ?? -1;
    expect(positions.count).toBe(2);
    expect(positions.lat[slot]).toBeCloseTo(37.76512, 9);
    expect(positions.lon[slot]).toBeCloseTo(-122.44, 9);
    expect(positions.heading[slot]).toBe(270);
    expect(positions.speed[slot]).toBeCloseTo(8.3, 5);
    expect(positions.ageOf('van', feedMs(1_006_000))).toBe(10);
    positions.apply(
      frame({
        at: feedMs(1_010_000),
        handles: [9],
        lat: [1],
        lon: [1],
        heading: [0],
        speed: [0],
        observed: [0],
      }),
    );
    expect(positions.slotOf('van')).toBe(slot);
    expect(positions.ageOf('van', feedMs(1_010_000))).toBe(14);
    expect(positions.newestAge(feedMs(1_012_000))).toBe(2);
  });

  it('start anew with a full frame', () => {
    const { positions } = stores();
    const one = {
      names: [[1, 'a']] as const,
      handles: [1],
      lat: [1],
      lon: [1],
      heading: [0],
      speed: [0],
      observed: [0],
    };
    positions.apply(frame({ full: true, ...one }));
    const generation = positions.generation;
    positions.apply(frame({ full: true, ...one, names: [[1, 'b']] }));
    expect(positions.slotOf('a')).toBeUndefined();
    expect(positions.ageOf('a', feedMs(2e6))).toBeNull();
    expect(positions.generation).toBe(generation + 1);
  });

  it('grow past their first size without losing anyone', () => {
    const { positions } = stores();
    const handles = Array.from({ length: 5_000 }, (_, i) => i);
    const same = handles.map(() => 0);
    positions.apply(
      frame({
        full: true,
        names: handles.map((h) => [h, `v${h}`]),
        handles,
        lat: handles,
        lon: same,
        heading: same,
        speed: same,
        observed: same,
      }),
    );
    expect(positions.count).toBe(5_000);
    expect(positions.lat[positions.slotOf('v4321') ?? -1]).toBeCloseTo(0.04321, 9);
  });

  it('count and drop a handle that nobody introduced', () => {
    const { positions } = stores();
    positions.apply(
      frame({ full: true, handles: [3], lat: [1], lon: [1], heading: [0], speed: [0], observed: [0] }),
    );
    expect(positions.count).toBe(0);
    expect(positions.unknownHandles).toBe(1);
  });
});

describe('metrics', () => {
  const metric = (at: number, value: number) => ({
    series: 's',
    unit: '',
    at: feedMs(at),
    value,
    trend: null,
    z: null,
    usual: null,
  });

  it('keep the minutes; the same minute again replaces its value', () => {
    const { metrics } = stores();
    metrics.apply({ full: true, rows: [['s', metric(60_000, 1)]] });
    metrics.apply({ full: false, rows: [['s', { value: 2 }]] });
    metrics.apply({ full: false, rows: [['s', { at: feedMs(120_000), value: 3 }]] });
    expect(metrics.tail('s')).toEqual([
      { at: 60_000, value: 2 },
      { at: 120_000, value: 3 },
    ]);
  });

  it('take history before what is held, and hold 240 minutes at most', () => {
    const { metrics } = stores();
    metrics.apply({ full: true, rows: [['s', metric(60_000_000, 9)]] });
    const at = Array.from({ length: 400 }, (_, i) => feedMs(60_000_000 - (399 - i) * 60_000));
    metrics.seed({
      series: 's',
      unit: '',
      at,
      value: at.map(() => 1),
      low: at.map(() => null),
      high: at.map(() => null),
    });
    const tail = metrics.tail('s');
    expect(tail).toHaveLength(240);
    expect(tail.at(-1)).toEqual({ at: 60_000_000, value: 9 });
    expect(tail.at(-2)).toEqual({ at: 59_940_000, value: 1 });
  });
});

describe('the clock', () => {
  it('runs at the rate of the feed from the moment the console heard it', () => {
    let now = 50_000;
    const { clock } = stores(() => now);
    clock.set({ feed: feedMs(1_000_000), wall: wallMs(0), rate: 600, received: wallMs(50_000) });
    now = 51_000;
    expect(clock.feedAt()).toBe(1_600_000);
  });
});

describe('detail and city', () => {
  it('tell null from not said', () => {
    const store = stores();
    expect(store.city.value).toBeUndefined();
    store.apply({ city: null, detail: null });
    expect(store.city.value).toBeNull();
  });
});
