import { describe, expect, it } from 'vitest';
import type { FeedRecord } from '../../../contract/ingest.ts';
import type { RoutePlan } from '../../../contract/fleet.ts';
import { feedMs } from '../../../contract/time.ts';
import { createSimulator, type TruthRecord } from '../index.ts';
import { nth } from '../plane.ts';

const dayStart = feedMs(Date.UTC(2026, 2, 10, 6));
const EAST = 111_320 * Math.cos((38.02 * Math.PI) / 180);
const metres = (a: { lat: number; lon: number }, b: { lat: number; lon: number }): number =>
  Math.hypot((a.lat - b.lat) * 111_320, (a.lon - b.lon) * EAST);

type Arrived = Extract<TruthRecord, { adherence: number | null }>;
type Report = Extract<FeedRecord, { kind: 'position' }>['position'];

function groupBy<T>(list: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of list) {
    const group = groups.get(key(item));
    if (group === undefined) groups.set(key(item), [item]);
    else group.push(item);
  }
  return groups;
}

function day(seed: number): { records: FeedRecord[]; truth: TruthRecord[]; plans: Map<string, RoutePlan> } {
  const truth: TruthRecord[] = [];
  const simulator = createSimulator({
    dayStart,
    seed,
    interval: 10,
    onTruth: (record) => void truth.push(record),
  });
  const records: FeedRecord[] = [];
  for (let to: number = dayStart; to <= simulator.end; to += 1_800_000)
    for (const record of simulator.advance(feedMs(to))) records.push(record);
  const plans = new Map(
    records.flatMap((record) => (record.kind === 'plan' ? [[record.plan.id, record.plan] as const] : [])),
  );
  return { records, truth, plans };
}

const { records, truth, plans } = day(1);
const arrivals = truth.filter(
  (record): record is Arrived => record.kind === 'arrived' && record.stop !== null,
);
const byVan = groupBy(
  records.flatMap((record) => (record.kind === 'position' ? [record.position] : [])),
  (position) => position.vehicleId,
);

/** Share of the vans on the road that are late, with the hysteresis of 300 and 180 s, every ten minutes of the given hours. */
function lateShare(from: number, to: number): number {
  let late = 0;
  let all = 0;
  for (const list of groupBy(arrivals, (arrival) => arrival.vehicleId).values())
    for (let at = dayStart + (from - 6) * 3_600_000; at < dayStart + (to - 6) * 3_600_000; at += 600_000) {
      const done = list.filter((arrival) => arrival.at <= at);
      if (done.length === 0 || done.length === list.length) continue;
      all += 1;
      const now = done.reduce(
        (is: boolean, { adherence }) => (adherence ?? 0) > 300 || (is && (adherence ?? 0) >= 180),
        false,
      );
      if (now) late += 1;
    }
  return late / all;
}

describe('a day of 120 vans', { timeout: 60_000 }, () => {
  it('is mostly on time, and worst in the evening peak', () => {
    expect(lateShare(10, 15)).toBeGreaterThan(0.03);
    expect(lateShare(10, 15)).toBeLessThan(0.09);
    expect(lateShare(16.5, 18.25)).toBeGreaterThan(0.07);
    expect(lateShare(16.5, 18.25)).toBeLessThan(0.17);
    const onTime = arrivals.filter((arrival) => (arrival.adherence ?? 0) <= 300).length / arrivals.length;
    expect(onTime).toBeGreaterThan(0.9);
    expect(onTime).toBeLessThan(0.975);
  });

  it('has a few failures and breakdowns, each with a reason', () => {
    const events = records.flatMap((record) => (record.kind === 'event' ? [record.event] : []));
    const failed = events.filter((event) => event.type === 'failed');
    expect(failed.length / arrivals.length).toBeGreaterThan(0.01);
    expect(failed.length / arrivals.length).toBeLessThan(0.02);
    for (const event of failed) expect(event.reason).toMatch(/\w{4}/);
    const breakdowns = events.filter((event) => event.type === 'breakdown');
    expect(breakdowns.length).toBeGreaterThanOrEqual(1);
    expect(breakdowns.length).toBeLessThanOrEqual(6);
    expect(events.filter((event) => event.type === 'recovered')).toHaveLength(breakdowns.length);
  });

  it('stands at the stop when it says that it arrived', () => {
    const wrong = arrivals.filter((arrival) => {
      const stop = nth(plans.get(arrival.routeId)?.stops ?? [], arrival.stop ?? 0);
      const late = Math.round((arrival.at - stop.arrival) / 1_000);
      return metres(arrival, stop) >= 6 || arrival.adherence !== late;
    });
    expect(wrong).toEqual([]);
  });

  it('sends positions near the truth: the report after an arrival is within a few times the noise', () => {
    let counted = 0;
    let far = 0;
    for (const [vehicleId, list] of groupBy(arrivals, (arrival) => arrival.vehicleId)) {
      const reports: readonly Report[] = byVan.get(vehicleId) ?? [];
      for (const arrival of list) {
        const next = reports.find((report) => report.at >= arrival.at);
        if (next === undefined || next.at > arrival.at + 10_000) continue;
        counted += 1;
        if (metres(next, arrival) > 25) far += 1;
      }
    }
    expect(counted).toBeGreaterThan(arrivals.length * 0.97);
    expect(far / counted).toBeLessThan(0.01);
  });

  it('says why whoever is late is late', () => {
    expect(arrivals.filter((arrival) => (arrival.why !== null) !== (arrival.adherence ?? 0) > 120)).toEqual(
      [],
    );
  });

  it('falls silent in holes and only there', () => {
    const lost = truth.filter((record) => record.kind === 'position' && !record.sent);
    const all = truth.filter((record) => record.kind === 'position');
    expect(lost.length / all.length).toBeGreaterThan(0.002);
    expect(lost.length / all.length).toBeLessThan(0.03);
    expect(all.length - lost.length).toBe([...byVan.values()].reduce((sum, list) => sum + list.length, 0));
    for (const reports of byVan.values())
      for (let i = 1; i < reports.length; i++) {
        const gap = nth(reports, i).at - nth(reports, i - 1).at;
        if (gap > 10_000) expect(gap).toBeGreaterThanOrEqual(170_000);
      }
  });

  it('leaves the planned shape on a detour and nowhere else', () => {
    const detours = truth.flatMap((record) => (record.kind === 'detour' ? [record] : []));
    expect(detours.length).toBeGreaterThanOrEqual(1);
    expect(detours.length).toBeLessThanOrEqual(14);
    const plan = [...plans.values()];
    const strays: TruthRecord[] = [];
    for (const { id, vehicleId, shape } of plan
      .slice(0, 4)
      .concat(plan.filter((p) => detours.some((d) => d.vehicleId === p.vehicleId)))) {
      const places = truth.filter((record) => record.kind === 'position' && record.vehicleId === vehicleId);
      let farthest = 0;
      for (const [i, place] of places.entries()) {
        // On the way as planned each fifth place, 50 s apart, tells enough.
        if (place.kind !== 'position' || (place.why !== 'detour' && i % 5 !== 0)) continue;
        const off = toShape(place, shape ?? []);
        if (place.why !== 'detour' && off >= 8) strays.push(place);
        farthest = Math.max(farthest, off);
      }
      if (detours.some((record) => record.routeId === id)) expect(farthest).toBeGreaterThan(200);
    }
    expect(strays).toEqual([]);
  });
});

/** Metres from a place to the nearest part of a line. */
function toShape(place: { lat: number; lon: number }, shape: readonly (readonly [number, number])[]): number {
  let best = Infinity;
  for (let i = 1; i < shape.length; i++) {
    const [ax, ay] = nth(shape, i - 1);
    const [bx, by] = nth(shape, i);
    const x = (place.lon - ax) * EAST;
    const y = (place.lat - ay) * 111_320;
    const dx = (bx - ax) * EAST;
    const dy = (by - ay) * 111_320;
    const part = Math.max(0, Math.min(1, (x * dx + y * dy) / (dx * dx + dy * dy || 1)));
    best = Math.min(best, Math.hypot(x - part * dx, y - part * dy));
  }
  return best;
}
