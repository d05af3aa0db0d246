import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { raiseAlarm, type Alarm } from '../../../contract/alarm.ts';
import { feedMs, wallMs } from '../../../contract/time.ts';
import { Given } from './given.svelte.ts';

const anAlarm = (id: string): Alarm =>
  raiseAlarm({
    id,
    rule: 'late',
    priority: 2,
    routeId: id,
    vehicleId: null,
    facts: {},
    at: feedMs(1),
    wall: wallMs(1),
  });
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a key marks its row at once, until the console has had the time to say so itself', async () => {
  const given = new Given();
  const [alarm, other] = [anAlarm('a'), anAlarm('b')];
  const done = given.add(alarm, 'acknowledge', Promise.resolve({ ok: true }));
  expect([given.of(alarm), given.of(other)]).toEqual([{ type: 'acknowledge' }, null]);
  await vi.advanceTimersByTimeAsync(200);
  expect(given.of(alarm)).not.toBeNull();
  await vi.advanceTimersByTimeAsync(100);
  await done;
  expect(given.of(alarm)).toBeNull();
});

test('the mark goes with a refusal, and with the answer that the alarm itself is', async () => {
  const given = new Given();
  const alarm = anAlarm('a');
  await given.add(alarm, 'claim', Promise.resolve({ ok: false }));
  expect(given.of(alarm)).toBeNull();
  void given.add(alarm, 'acknowledge', Promise.resolve({ ok: true }));
  expect(given.of({ ...alarm, acknowledged: true })).toBeNull();
});
