import { describe, expect, it } from 'vitest';
import { feedMs } from '../../contract/time.ts';
import { createFleet } from '../../gateway/fleet/index.ts';
import { createSimulator, type TruthRecord } from '../../gateway/simulator/index.ts';
import type { TimedSource } from '../../gateway/ports.ts';
import { measureArrivals, truthOf } from './arrivals.ts';
import { runEta } from './eta.ts';

function run(seed: number, events: boolean) {
  const records: TruthRecord[] = [];
  const simulator = createSimulator({
    seed,
    vans: 8,
    dayStart: feedMs(Date.UTC(2026, 2, 2, 6)),
    onTruth: (record) => {
      if (record.kind === 'arrived') records.push(record);
    },
  });
  const { start, end, interval, city, rejected } = simulator;
  const advance: TimedSource['advance'] = (to) =>
    simulator.advance(to).filter((record) => events || record.kind !== 'event');
  const source = { start, end, interval, city, rejected, advance };
  let truth: ReturnType<typeof truthOf> | null = null;
  const { figures, happenings } = runEta(
    source,
    createFleet({ interval }),
    (route, stop) => (truth ??= truthOf(records)).truth(route, stop),
    300,
  );
  return { figures, arrivals: measureArrivals(happenings, truthOf(records)) };
}

describe("against the simulator's truth", () => {
  it.each([
    [1, 'positions alone', false],
    [2, "positions and drivers' scans", true],
  ])(
    'seed %i, %s: arrivals are found, and forecasts beat plan plus delay',
    { timeout: 120_000 },
    (seed, _, events) => {
      const { arrivals, figures } = run(seed, events);
      expect(arrivals.stops).toBeGreaterThan(500);
      expect(arrivals.found).toBeGreaterThanOrEqual(0.98);
      expect(arrivals.median).toBeLessThanOrEqual(15);
      expect(figures.all.model).toBeLessThan(figures.all.baseline);
    },
  );
});
