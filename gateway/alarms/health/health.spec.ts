import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { feedMs, wallMs } from '../../../contract/time.ts';
import type { HealthEvent } from './events.ts';
import { healthOf } from './figures.ts';
import { floodsOf } from './flood.ts';
import { LiveHealth } from './live.ts';

const MINUTE = 60_000;
const T = 1_800_000_000_000;
type Part = Partial<Pick<HealthEvent, 'kind' | 'alarmId' | 'point' | 'priority' | 'position' | 'cause'>>;
const event = (minutes: number, part: Part = {}): HealthEvent => ({
  kind: 'annunciated',
  at: wallMs(T + minutes * MINUTE),
  feedAt: feedMs(T + minutes * MINUTE),
  alarmId: `a${String(minutes)}`,
  point: 'late|r1',
  rule: 'late',
  ruleId: 'late',
  priority: 3,
  position: null,
  cause: null,
  ...part,
});

/**
 * One hour of one position, reckoned by hand:
 * minutes 0, 5, 12: three alarms of r1, priorities 2, 3, 3; minute 20 to 22.75: twelve of r2, each 15 s apart; minute 50: one of r3.
 * Flood: the 11th of r2 comes at 22.5; in (12.5, 22.5] are 11. It ends when fewer than 5 are left: the twelve expire from minute 30
 * on, 15 s apart; after the eighth (21.75 + 10 = 31.75) four are left. So it lasts from 22.5 to 31.75: 9.25 of 60 minutes.
 * Answered: minute 0's after 30 s, 5's after 2 min, 20's after 10 min, 50's never, the other eleven of r2 never.
 */
const HOUR: HealthEvent[] = [
  event(0, { priority: 2, alarmId: 'x' }),
  event(0.5, { kind: 'answered', alarmId: 'x' }),
  event(5, { alarmId: 'y' }),
  event(7, { kind: 'answered', alarmId: 'y' }),
  event(12),
  ...Array.from({ length: 12 }, (_, n) =>
    event(20 + n / 4, { point: 'silent|r2', ...(n === 0 ? { priority: 1 as const } : {}) }),
  ),
  event(30, { kind: 'answered', alarmId: 'a20' }),
  event(50, { point: 'late|r3', position: 'north' }),
];
const hour = { from: wallMs(T), to: wallMs(T + 60 * MINUTE), position: null };

describe('figures', () => {
  it('of an hour are those reckoned by hand', () => {
    const health = healthOf(HOUR, hour, 2);
    expect(health).toMatchObject({
      alarms: 16,
      per10Min: { peak: 12, peakAt: T + 22.75 * MINUTE },
      floods: 1,
      chattering: [{ point: 'silent|r2', count: 12 }],
      standing: 2,
      top: [
        { point: 'silent|r2', count: 12 },
        { point: 'late|r1', count: 3 },
        { point: 'late|r3', count: 1 },
      ],
      topShare: 1,
      priorities: { 1: 1, 2: 1, 3: 14 },
      toAcknowledge: { count: 3, medianMs: 2 * MINUTE, p95Ms: 10 * MINUTE, waiting: 13 },
    });
    expect(health.per10Min.average).toBeCloseTo(16 / 6, 10);
    expect(health.floodShare).toBeCloseTo(9.25 / 60, 10);
  });

  it('of one position are its own', () => {
    expect(healthOf(HOUR, { ...hour, position: 'north' }, 0)).toMatchObject({ alarms: 1, floods: 0 });
  });

  it('of a window that begins in a flood know that it is one', () => {
    const health = healthOf(HOUR, { ...hour, from: wallMs(T + 25 * MINUTE), to: wallMs(T + 30 * MINUTE) }, 0);
    expect(health).toMatchObject({ alarms: 0, floods: 1, floodShare: 1 });
  });

  it('of nothing are nothing', () => {
    expect(healthOf([], hour, 0)).toMatchObject({
      alarms: 0,
      topShare: 0,
      per10Min: { peak: 0, peakAt: null },
    });
  });
});

/** Straight from the sentence: step by step over every moment at which something changes. */
function floodsByHand(times: readonly number[]): { from: number; to: number | null }[] {
  const moments = [...new Set([...times, ...times.map((at) => at + 10 * MINUTE)])].sort((a, b) => a - b);
  const floods: { from: number; to: number | null }[] = [];
  let begun: number | null = null;
  for (const now of moments) {
    const count = times.filter((at) => at <= now && at > now - 10 * MINUTE).length;
    if (begun === null && count > 10) begun = now;
    else if (begun !== null && count < 5) {
      floods.push({ from: begun, to: now });
      begun = null;
    }
  }
  return begun === null ? floods : [...floods, { from: begun, to: null }];
}

describe('floods', () => {
  it('are those of the definition, whatever comes', () => {
    const times = fc
      .array(fc.integer({ min: 0, max: 60 }), { maxLength: 80 })
      .map((minutes) => minutes.map((minute) => T + minute * MINUTE).sort((a, b) => a - b));
    fc.assert(
      fc.property(times, (given) => {
        // Several at the very same moment are one change.
        const got = floodsOf(given);
        expect(got).toEqual(floodsByHand(given));
      }),
    );
  });

  it('group by cause, name the first out, and end', () => {
    const live = new LiveHealth(60 * MINUTE);
    const depot = (key: string) => ({ group: 'depot', key });
    for (let n = 0; n < 12; n++) {
      live.add(event(n / 10, { alarmId: `f${String(n)}`, cause: depot(n % 3 === 0 ? 'North' : 'South') }));
    }
    expect(live.flood()).toMatchObject({
      since: T + MINUTE,
      last10Min: 12,
      groups: [
        { cause: depot('South'), count: 8, firstOut: 'f1' },
        { cause: depot('North'), count: 4, firstOut: 'f0' },
      ],
    });
    live.advance(wallMs(T + 10.5 * MINUTE));
    expect(live.flood().since).not.toBeNull();
    live.advance(wallMs(T + 10.7 * MINUTE));
    expect(live.flood()).toEqual({ since: null, last10Min: 4, groups: [] });
  });

  it('live are the figures of history', () => {
    const live = new LiveHealth(60 * MINUTE);
    for (const one of HOUR) live.add(one);
    expect(live.figures(hour, 2)).toEqual(healthOf(HOUR, hour, 2));
  });
});
