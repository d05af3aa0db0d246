import { expect, test } from 'vitest';
import { aRoute } from '../../contract/fleet.fixture.ts';
import { Stores } from '../stores/index.ts';
import { whenFresh } from './fresh.ts';

test('waits until each topic has something, and not for those that have it', async () => {
  const stores = new Stores(() => 0);
  let done = false;
  const fresh = whenFresh(stores, ['routes', 'alarms', 'city'], 60_000).then(() => (done = true));
  stores.apply({ routes: { full: true, rows: [['r1', aRoute('r1')]] } });
  await Promise.resolve();
  expect(done).toBe(false);
  stores.apply({ alarms: { full: true, rows: [] } });
  await fresh;
  await whenFresh(stores, ['routes', 'alarms', 'detail'], 60_000);
  stores.dispose();
});

test('gives up in time: a fleet without positions has none to wait for', async () => {
  const stores = new Stores(() => 0);
  await whenFresh(stores, ['positions', 'capacity'], 20);
  expect(stores.positions.count).toBe(0);
  stores.dispose();
});
