import type { Feature, FeatureCollection, LineString, Point } from 'geojson';
import type { LonLat, RouteDetail, StopProgress } from '../../../../contract/fleet.ts';
import { splitAlong } from './split.ts';

export type StopLook = 'done' | 'failed' | 'pending' | 'next';

export interface OverlayProperties {
  readonly kind: 'done' | 'remaining' | 'leg-done' | 'leg' | 'stop';
  readonly look?: StopLook;
  readonly label?: string;
  /** Of a stop: 0-based index into the plan. */
  readonly stop?: number;
}
type OverlayFeature = Feature<LineString | Point, OverlayProperties>;
export type Overlay = FeatureCollection<LineString | Point, OverlayProperties>;

export const EMPTY_OVERLAY: Overlay = { type: 'FeatureCollection', features: [] };

const isDone = (progress: StopProgress): boolean => progress.outcome !== 'pending';

/**
 * The selected route as it is drawn: its planned way cut at the vehicle, its stops, the next one's ETA. Where the plan has no
 * shape the stops are joined by straight legs of their own kind, drawn dotted: nobody may take them for a way that was planned.
 * `nextStop`: index into the plan or null; `label`: the words beside the next stop.
 */
export function routeOverlay(detail: RouteDetail, nextStop: number | null, label: string): Overlay {
  const { plan, progress } = detail;
  const features: OverlayFeature[] = [];
  const line = (kind: 'done' | 'remaining' | 'leg-done' | 'leg', points: readonly LonLat[]): void => {
    if (points.length < 2) return;
    const coordinates = points.map(([lon, lat]) => [lon, lat]);
    features.push({ type: 'Feature', geometry: { type: 'LineString', coordinates }, properties: { kind } });
  };
  if (plan.shape !== null && plan.shape.length > 1) {
    const { done, remaining } = splitAlong(plan.shape, detail.along);
    line('done', done);
    line('remaining', remaining);
  } else {
    const at = nextStop ?? (progress.every(isDone) ? plan.stops.length - 1 : 0);
    const points = plan.stops.map((stop): LonLat => [stop.lon, stop.lat]);
    line('leg-done', points.slice(0, at + 1));
    line('leg', points.slice(at));
  }
  for (const [i, stop] of plan.stops.entries()) {
    const look: StopLook = i === nextStop ? 'next' : lookOf(progress[i]);
    features.push({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [stop.lon, stop.lat] },
      properties: { kind: 'stop', look, stop: i, ...(look === 'next' ? { label } : {}) },
    });
  }
  return { type: 'FeatureCollection', features };
}

function lookOf(progress: StopProgress | undefined): StopLook {
  if (progress === undefined || !isDone(progress)) return 'pending';
  return progress.outcome === 'failed' || progress.outcome === 'skipped' ? 'failed' : 'done';
}

/** [west, south, east, north] of plan and stops. */
export function detailBounds(detail: RouteDetail): [number, number, number, number] | null {
  const points = [...(detail.plan.shape ?? []), ...detail.plan.stops.map((s): LonLat => [s.lon, s.lat])];
  if (points.length === 0) return null;
  const bounds: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lon, lat] of points) {
    bounds[0] = Math.min(bounds[0], lon);
    bounds[1] = Math.min(bounds[1], lat);
    bounds[2] = Math.max(bounds[2], lon);
    bounds[3] = Math.max(bounds[3], lat);
  }
  return bounds;
}
