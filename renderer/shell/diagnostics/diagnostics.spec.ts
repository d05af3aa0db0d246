import { expect, test } from 'vitest';
import type { Diagnostics } from '../../../contract/diagnostics.ts';
import { SETTING_DEFAULTS } from '../../../contract/settings.ts';
import { wallMs } from '../../../contract/time.ts';
import { FrameMeter } from './frames.ts';
import { report, type WindowFacts } from './report.ts';

const CANARY = 'canary-4711';

const told: Diagnostics = {
  at: wallMs(1_700_000_000_000),
  about: { version: '0.1.0', parts: [{ name: 'Node', version: '24.0.0' }], system: 'linux x64' },
  desk: 'Desk 2',
  gateway: 'https://gateway.example',
  role: 'dispatcher',
  phase: 'waiting',
  reason: 'unreachable',
  attempt: 3,
  lastByteAt: wallMs(1_699_999_990_000),
  changesPerSecond: 0,
  phases: [{ phase: 'waiting', reason: 'unreachable', from: wallMs(1_699_999_991_000) }],
  streams: [{ stream: 'alerts', wanted: true, live: false, epoch: 'e1', seq: 42, remaining: null }],
  clockDifferenceMs: -12,
  rate: 1,
  journal: 'kept',
  token: 'kept',
  windows: 2,
  notifications: 'supported',
  counters: { 'link-closed': 2, 'bad-delta': 1 },
};
const window: WindowFacts = {
  host: 'web',
  browser: 'Chromium 128',
  width: 1_600,
  height: 900,
  pixelRatio: 1,
  frames: { p50: 16.7, p99: 17.1, worst: 33, frames: 600 },
  longTasks: 1,
  settings: SETTING_DEFAULTS,
};

test('the report says what helps', () => {
  const read = JSON.parse(report(told, window)) as Record<string, unknown>;
  expect(read).toMatchObject({
    format: 'routewatch-diagnostics',
    at: '2023-11-14T22:13:20.000Z',
    link: { phase: 'waiting', reason: 'unreachable', gateway: 'https://gateway.example' },
    streams: [{ stream: 'alerts', epoch: 'e1', seq: 42 }],
    counters: { 'bad-delta': 1, 'link-closed': 2 },
    kept: { journal: 'kept', token: 'kept' },
    window: { frames: { p99: 17.1 } },
  });
});

test('what is put into any of its parts beside what was agreed does not come along', () => {
  const more = <T extends object>(value: T): T => ({ ...value, secret: CANARY, [CANARY]: 1 });
  const text = report(
    more({
      ...told,
      about: more({
        version: '0.1.0',
        parts: [more({ name: 'Node', version: '24.0.0' } as const)],
        system: 'linux',
      }),
      phases: told.phases.map(more),
      streams: told.streams.map(more),
    }),
    more(window),
  );
  expect(text).not.toContain(CANARY);
});

test('frames are measured over the last ten seconds, and not after the end', () => {
  let run: ((now: number) => void) | null = null;
  let ended = 0;
  const meter = new FrameMeter(
    (next) => {
      run = next;
      return 7;
    },
    (id) => (ended += id),
  );
  expect(meter.read()).toEqual({ p50: null, p99: null, worst: null, frames: 0 });
  let now = 0;
  const paint = (after: number): void => {
    now += after;
    run?.(now);
  };
  paint(0);
  paint(5_000);
  for (let n = 0; n < 200; n += 1) paint(n === 150 ? 90 : 20);
  expect(meter.read()).toEqual({ p50: 20, p99: 20, worst: 5_000, frames: 201 });
  for (let n = 0; n < 300; n += 1) paint(20);
  expect(meter.read()).toMatchObject({ p50: 20, worst: 90 });
  meter.dispose();
  expect(ended).toBe(7);
});
