import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FeedMs } from '../../contract/time.ts';
import { wallMs } from '../../contract/time.ts';
import { createAnalytics } from '../analytics/analytics.ts';
import { loadConfig } from '../config/load.ts';
import { createFleet } from '../fleet/index.ts';
import { openDay } from '../runtime/source.ts';
import { createAlarms } from './alarms.ts';
import { healthEvent, type HealthEvent } from './health/events.ts';
import { healthOf } from './health/figures.ts';

/** Feed ms between two judgements: coarse, for speed. */
const STEP = 15_000;
/** So late for so long that somebody must have been asked. */
const REALLY_LATE = 660;
const FOR_MS = 120_000;

/** A day with the rules that come with the gateway: what was annunciated, and what was late and never said. */
function live(flags: Readonly<Record<string, string>>) {
  const { config } = loadConfig({ flags: new Map(Object.entries(flags)), env: {}, cwd: import.meta.dirname });
  const source = openDay(config, () => Date.UTC(2026, 10, 20, 12));
  const { lateAfter: lateOver, lateClear: lateUnder } = config;
  const fleet = createFleet({ interval: source.interval, lateOver, lateUnder });
  const analytics = createAnalytics();
  const alarms = createAlarms();
  const events: HealthEvent[] = [];
  const lateSince = new Map<string, number>();
  const unsaid = new Set<string>();
  let reallyLate = 0;
  for (let to: number = source.start; ; to = Math.min(source.end, to + STEP)) {
    for (const record of source.advance(to as FeedMs)) {
      if (record.kind === 'plan') fleet.plan(record.plan);
      if (record.kind === 'event') fleet.event(record.event);
      if (record.kind === 'position' && fleet.position(record.position) === null)
        alarms.position(record.position);
      if (record.kind === 'sample' && analytics.sample(record.sample) === null)
        alarms.value(`x/${record.sample.series}`, record.sample.unit, record.sample.value);
    }
    fleet.advance(to as FeedMs);
    const changes = fleet.drain();
    analytics.observe(changes);
    for (const metric of analytics.advance(to as FeedMs, fleet.routes())) alarms.metric(metric);
    alarms.evaluate(changes, to as FeedMs, wallMs(to));
    for (const deed of alarms.takeDeeds()) {
      const event = healthEvent(deed);
      if (event !== null) events.push(event);
    }
    for (const route of fleet.routes()) {
      const late = (route.adherence ?? 0) > REALLY_LATE && route.phase !== 'completed';
      const since = lateSince.get(route.id);
      if (!late) lateSince.delete(route.id);
      else if (since === undefined) {
        lateSince.set(route.id, to);
        reallyLate += 1;
      } else if (to - since > FOR_MS && alarms.at(`late|${route.id}`)?.active !== true) unsaid.add(route.id);
    }
    if (to >= source.end) break;
  }
  const health = healthOf(events, { from: wallMs(source.start), to: wallMs(source.end), position: null }, 0);
  return { health, unsaid, reallyLate };
}

describe('the rules that come with the gateway', () => {
  it('ask a quarter as often on a usual day of 30 vans as an operator of 120 should be, and leave no lateness unsaid', () => {
    const { health, unsaid, reallyLate } = live({ vans: '30', seed: '3' });
    expect(health.per10Min.average).toBeGreaterThan(0.05);
    expect(health.per10Min.average).toBeLessThan(0.35);
    expect(health.floods).toBe(0);
    expect(reallyLate).toBeGreaterThan(2);
    expect([...unsaid]).toEqual([]);
    expect(health.priorities[3]).toBeGreaterThan(health.priorities[2]);
    expect(health.priorities[2]).toBeGreaterThan(0);
  }, 120_000);

  const folder = process.env['ROUTEWATCH_DATA'];
  it.skipIf(folder === undefined)(
    `leave no lateness of a recorded day unsaid${folder === undefined ? ' (ROUTEWATCH_DATA is not set)' : ''}`,
    () => {
      const file = (name: string) => join(folder ?? '', 'austin-capmetro', `${name}.csv.gz`);
      const { health, unsaid, reallyLate } = live({
        input: 'recording',
        positions: file('vehicle_positions_2015-03-07'),
        schedule: file('schedule_20140824_20150606'),
        stops: file('stops_20140824_20150606'),
      });
      expect(reallyLate).toBeGreaterThan(100);
      expect([...unsaid]).toEqual([]);
      expect(health.per10Min.average).toBeLessThan(5);
    },
    240_000,
  );
});
