import type { LonLat, RoutePlan } from '../../contract/fleet.ts';
import type { PositionReport } from '../../contract/ingest.ts';
import type { Unusable } from '../ports.ts';

const latOk = (value: number): boolean => Number.isFinite(value) && Math.abs(value) <= 90;
const lonOk = (value: number): boolean => Number.isFinite(value) && Math.abs(value) <= 180;

/** Why a plan cannot be followed; null where it can. */
export function checkPlan(plan: RoutePlan): Unusable | null {
  if (plan.stops.length === 0) return { field: 'stops', reason: 'a plan needs at least one stop' };
  if (!Number.isFinite(plan.start)) return { field: 'start', reason: `not a time: ${plan.start}` };
  for (const [i, stop] of plan.stops.entries()) {
    const field = `stops[${i}]`;
    if (!latOk(stop.lat)) return { field: `${field}.lat`, reason: `must be -90 to 90, not ${stop.lat}` };
    if (!lonOk(stop.lon)) return { field: `${field}.lon`, reason: `must be -180 to 180, not ${stop.lon}` };
    if (!Number.isFinite(stop.arrival))
      return { field: `${field}.arrival`, reason: `not a time: ${stop.arrival}` };
    if (!(stop.service >= 0))
      return { field: `${field}.service`, reason: `must be 0 or more, not ${stop.service}` };
    const before = plan.stops[i - 1];
    if (before !== undefined && stop.arrival < before.arrival)
      return { field: `${field}.arrival`, reason: 'must not be before the stop before it' };
  }
  return checkShape(plan.shape);
}

function checkShape(shape: readonly LonLat[] | null): Unusable | null {
  if (shape === null) return null;
  if (shape.length < 2) return { field: 'shape', reason: 'needs at least two points, or null' };
  const wrong = shape.findIndex(([lon, lat]) => !latOk(lat) || !lonOk(lon));
  return wrong < 0 ? null : { field: `shape[${wrong}]`, reason: 'must be [longitude, latitude] in degrees' };
}

export function checkPosition(report: PositionReport): Unusable | null {
  if (!latOk(report.lat)) return { field: 'lat', reason: `must be -90 to 90, not ${report.lat}` };
  if (!lonOk(report.lon)) return { field: 'lon', reason: `must be -180 to 180, not ${report.lon}` };
  // What receivers without a fix send; no fleet drives in the Gulf of Guinea.
  if (report.lat === 0 && report.lon === 0)
    return { field: 'lat', reason: 'latitude and longitude are both 0: no fix' };
  return Number.isFinite(report.at) ? null : { field: 'at', reason: `not a time: ${report.at}` };
}
