import * as v from 'valibot';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Alarm } from '../../contract/alarm.ts';
import { alarmOverview } from '../../contract/schema/alarm.ts';
import { PLAIN_RULES_FILE } from '../alarms/rules/plain.fixture.ts';
import { createBench, good, until } from './gateway.fixture.ts';

let bench: ReturnType<typeof createBench>;
beforeEach(() => {
  bench = createBench();
});
afterEach(async () => {
  await bench.end();
});

it('a bad day that a gateway finds stands in the list and is no flood, also at the next start', async () => {
  const dir = bench.dataDir();
  const day = {
    input: 'simulator',
    day: 'flood',
    vans: 40,
    startTime: 11 * 60,
    alarmRules: PLAIN_RULES_FILE,
  } as const;
  const first = await bench.gateway(dir, day);
  const alerts = await bench.console(first, 'alerts');
  const standing = [...alerts.state.values()] as unknown as Alarm[];
  expect(standing.length).toBeGreaterThan(11);
  expect(standing.filter(({ acknowledged }) => acknowledged)).toEqual([]);
  expect(standing.filter(({ stood }) => stood).length).toBeGreaterThan(11);

  const overview = v.parse(
    alarmOverview,
    good(await alerts.socket.timeout(5_000).emitWithAck('overview', {})),
  );
  expect(overview.flood).toEqual({ since: null, last10Min: expect.any(Number), groups: [] });
  expect(overview.flood.last10Min).toBeLessThan(11);
  expect(overview.stood?.waiting).toBeGreaterThan(11);
  const { since = 0 } = overview.stood ?? {};
  await first.close();

  const again = await bench.gateway(dir, day);
  await until('its first second', () => again.stats().loop.ticks > 25);
  const { flood, stood } = again.stats().alarms;
  expect(flood.since).toBeNull();
  expect(stood?.waiting).toBeGreaterThan(11);
  // Only what is overdue is counted from the new start: these were just found.
  expect(stood?.since).toBeGreaterThanOrEqual(since);
  const later = [...(await bench.console(again, 'alerts')).state.values()] as unknown as Alarm[];
  // Priority 1 calls for itself, soon where no console says that it has it.
  const brought = later.filter((alarm) => alarm.stood && alarm.priority !== 1 && alarm.escalation !== null);
  expect(brought).toEqual([]);
}, 180_000);
