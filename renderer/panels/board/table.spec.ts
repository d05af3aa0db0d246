import { expect, it } from 'vitest';
import { fakeFleet } from '../../dev/fleet.ts';
import { boardTable } from './table.ts';

it('what two columns say stands once, and what is not known is empty', () => {
  const [route] = fakeFleet(1, 1).routes;
  if (route === undefined) throw new Error('no route');
  const facts = { ageOf: () => null, alarms: () => 2 };
  const one = { ...route, nextEta: null, conditions: ['silent' as const], phase: 'en-route' as const };
  const { header, rows } = boardTable(
    [one],
    ['route', 'van', 'vehicle', 'conditions', 'status', 'alarms', 'slack'],
    facts,
  );
  expect(header).toEqual([
    'route',
    'vehicle',
    'driver',
    'conditions',
    'status',
    'open alarms',
    'eta past window (s)',
  ]);
  expect(rows).toEqual([[one.id, one.vehicleId, one.driver, 'silent', 'silent', 2, null]]);
});
