import { describe, expect, it } from 'vitest';
import type { LinkState } from '../../contract/bridge.ts';
import { createStrings } from '../../contract/strings/index.ts';
import { wallMs } from '../../contract/time.ts';
import type { HostLink } from '../stores/host.ts';
import { panelCondition } from '../ui/panel-state.ts';
import { sparkPath } from '../ui/sparkline.ts';
import { ActionStack } from './actions.ts';
import { bannerOf } from './banner.ts';
import { changeIn15Minutes } from './figures.ts';
import { fleetStrings } from './strings.ts';
import { ViewportPolicy, type Bounds } from './viewport.ts';

const link = (change: Partial<LinkState>): LinkState => ({
  phase: 'live',
  gateway: 'https://gateway.example',
  user: null,
  role: null,
  tenant: null,
  lastByteAt: wallMs(1_000_000),
  nextTryAt: null,
  attempt: 0,
  reason: null,
  remaining: null,
  changesPerSecond: 0,
  counters: {},
  ...change,
});
const open: HostLink = { state: 'open', nextTryAt: null, reason: null };
const lost: HostLink = { state: 'waiting', nextTryAt: 1_003_500, reason: 'ended' };
const strings = createStrings('en-GB', 'UTC');
const full = { ready: true, empty: false };

describe('panelCondition', () => {
  it('is ready only when live with something to show', () => {
    const kind = (change: Partial<LinkState>, held = full, host = open): string =>
      panelCondition(link(change), host, held, 1_060_000, strings).kind;
    expect(kind({})).toBe('ready');
    expect(kind({}, { ready: true, empty: true })).toBe('empty');
    expect(kind({}, { ready: false, empty: true })).toBe('catching-up');
    expect(kind({ phase: 'stale' })).toBe('stale');
    expect(kind({ phase: 'waiting' })).toBe('disconnected');
    expect(kind({ phase: 'refused' })).toBe('error');
    expect(kind({}, full, lost)).toBe('disconnected');
    expect(kind({ phase: 'connecting' })).toBe('disconnected');
    expect(kind({ phase: 'connecting' }, { ready: false, empty: true })).toBe('catching-up');
  });

  it('says how old the picture is and how much is left', () => {
    expect(panelCondition(link({ phase: 'stale' }), open, full, 1_060_000, strings)).toEqual({
      kind: 'stale',
      ageMs: 60_000,
    });
    expect(panelCondition(link({ phase: 'catching-up', remaining: 12 }), open, full, 0, strings)).toEqual({
      kind: 'catching-up',
      remaining: 12,
    });
  });
});

describe('bannerOf', () => {
  it('is silent while all is well', () => {
    expect(bannerOf(link({}), open, 0, strings)).toBeNull();
  });

  it('says why, and counts down to the next try', () => {
    const waiting = link({
      phase: 'waiting',
      nextTryAt: wallMs(1_012_000),
      reason: { code: 'unreachable', message: 'connection refused' },
    });
    const banner = bannerOf(waiting, open, 1_000_000, strings);
    expect(banner).toMatchObject({
      title: 'The gateway cannot be reached',
      why: 'https://gateway.example: connection refused',
      next: 'next try in 12 s',
      retry: true,
    });
    expect(bannerOf(waiting, open, 1_012_000, strings)?.next).toBe('trying now');
  });

  it('names the nearer failure first', () => {
    const banner = bannerOf(link({ phase: 'waiting' }), lost, 1_000_000, strings);
    expect(banner).toMatchObject({ why: 'ended', next: 'next try in 4 s' });
  });
});

describe('keys', () => {
  it('reach the newest panel that answers them, and the older again when it closes', () => {
    const stack = new ActionStack();
    const heard: string[] = [];
    expect(stack.run('find')).toBe(false);
    stack.on('find', () => heard.push('old'));
    const newer = stack.on('find', () => heard.push('new'));
    stack.run('find');
    newer.dispose();
    stack.run('find');
    expect(heard).toEqual(['new', 'old']);
  });

  it('wait for a panel that opens for them, once, and not for long', () => {
    let now = 0;
    const stack = new ActionStack(() => now);
    const heard: string[] = [];
    stack.later('show-alarm', 'a-1');
    stack.later('show-alarm', 'a-2');
    const panel = stack.on('show-alarm', (alarm) => heard.push(alarm));
    panel.dispose();
    stack.on('show-alarm', (alarm) => heard.push(alarm)).dispose();
    stack.later('show-alarm', 'a-3');
    now = 10_001;
    stack.on('show-alarm', (alarm) => heard.push(alarm));
    expect(heard).toEqual(['a-2']);
  });
});

describe('changeIn15Minutes', () => {
  const tail = (values: number[]) => values.map((value, i) => ({ at: i * 60_000, value }));

  it('compares with a quarter of an hour ago, and with nothing less', () => {
    expect(changeIn15Minutes(tail(Array.from({ length: 16 }, (_, i) => i * 2)))).toBe(30);
    expect(changeIn15Minutes(tail([1, 2, 3]))).toBeNull();
    expect(changeIn15Minutes([])).toBeNull();
  });
});

describe('sparkPath', () => {
  it('fills its box, and runs level where nothing changes', () => {
    expect(sparkPath([0, 10], 10, 4)).toBe('M0.0 4.0L10.0 0.0');
    expect(sparkPath([5, 5], 10, 4)).toBe('M0.0 2.0L10.0 2.0');
    expect(sparkPath([5], 10, 4)).toBe('');
  });
});

describe('fleetStrings', () => {
  it('reads the clock in the fleet’s zone, and falls back for one that is unknown here', () => {
    expect(fleetStrings('en-GB', 'America/Chicago').format.clock(Date.UTC(2016, 11, 16, 18))).toBe('12:00');
    expect(() => fleetStrings('en-GB', 'Mars/Olympus')).not.toThrow();
    expect(fleetStrings('not a locale', null).locale).toBe('en-GB');
  });
});

describe('ViewportPolicy', () => {
  it('keeps the whole fleet while someone shows every age, and narrows after the map is still', async () => {
    const sent: (Bounds | null)[] = [];
    const policy = new ViewportPolicy((bounds) => sent.push(bounds));
    const settle = () => new Promise((resolve) => setTimeout(resolve, 450));
    policy.setNeedsWholeFleet(true);
    policy.report([1, 2, 3, 4]);
    await settle();
    expect(sent).toEqual([]);
    policy.setNeedsWholeFleet(false);
    policy.report([5, 6, 7, 8]);
    await settle();
    expect(sent).toEqual([[5, 6, 7, 8]]);
    policy.setNeedsWholeFleet(true);
    await settle();
    expect(sent.at(-1)).toBeNull();
    policy.dispose();
  });
});
