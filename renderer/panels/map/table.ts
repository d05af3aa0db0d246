import { markOf, type RouteState, type VehicleId } from '../../../contract/fleet.ts';
import type { PositionsStore } from '../../stores/positions.ts';
import { isoTime, type Cell, type Table } from '../../ui/saving/csv.ts';

type Columns = Pick<PositionsStore, 'count' | 'ids' | 'lat' | 'lon' | 'heading' | 'speed' | 'observed'>;

/** In the store heading and speed are below zero where they are not known. */
const known = (value: number | undefined): number | null => (value === undefined || value < 0 ? null : value);
/** The wire's own precision: more digits would be noise of the arithmetic. */
const degrees = (value: number | undefined): number | null =>
  value === undefined ? null : Math.round(value * 1e5) / 1e5;

/** The vehicles whose position is held, with the route that each is on. */
export function vehicleTable(
  positions: Columns,
  routeOf: (vehicle: VehicleId) => RouteState | undefined,
): Table {
  const rows = positions.ids.slice(0, positions.count).map((id, slot): Cell[] => {
    const route = routeOf(id);
    const speed = known(positions.speed[slot]);
    return [
      id,
      degrees(positions.lat[slot]),
      degrees(positions.lon[slot]),
      known(positions.heading[slot]),
      speed === null ? null : Math.round(speed * 10) / 10,
      isoTime(positions.observed[slot] ?? 0),
      route?.id ?? null,
      route === undefined ? null : markOf(route),
    ];
  });
  return {
    header: [
      'vehicle',
      'latitude',
      'longitude',
      'heading',
      'speed (m/s)',
      'observed (UTC)',
      'route',
      'status',
    ],
    rows,
  };
}
