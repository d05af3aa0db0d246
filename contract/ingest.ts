import type { LonLat, RouteId, RoutePlan, VehicleId } from './fleet.ts';
import type { FeedMs } from './time.ts';

/** What inputs say, whoever they are: simulator, recording, REST. */
export interface PositionReport {
  readonly vehicleId: VehicleId;
  /** Known from a trip assignment; else the vehicle's current route is used. */
  readonly routeId: RouteId | null;
  readonly at: FeedMs;
  readonly lat: number;
  readonly lon: number;
  /** Metres a second. */
  readonly speed: number | null;
  /** Degrees clockwise from north. */
  readonly heading: number | null;
  /** 68 % radius in metres. */
  readonly accuracy: number | null;
}

export type StopEventType =
  'departed' | 'arrived' | 'delivered' | 'failed' | 'breakdown' | 'recovered' | 'completed';

export interface StopEvent {
  readonly routeId: RouteId;
  readonly vehicleId: VehicleId | null;
  readonly at: FeedMs;
  readonly type: StopEventType;
  /** 0-based index into the plan; null for what concerns the whole route. */
  readonly stop: number | null;
  readonly reason: string | null;
}

export interface SeriesSample {
  readonly series: string;
  readonly unit: string;
  readonly at: FeedMs;
  readonly value: number;
}

/** One record of an input, in feed-time order within a source. */
export type FeedRecord =
  | { readonly kind: 'plan'; readonly at: FeedMs; readonly plan: RoutePlan }
  | { readonly kind: 'position'; readonly at: FeedMs; readonly position: PositionReport }
  | { readonly kind: 'event'; readonly at: FeedMs; readonly event: StopEvent }
  | { readonly kind: 'sample'; readonly at: FeedMs; readonly sample: SeriesSample };

/** The answer to every `POST /ingest/...`. */
export interface IngestAnswer {
  readonly accepted: number;
  readonly rejected: readonly { readonly index: number; readonly field: string; readonly reason: string }[];
}

/** Streets, water, parks and names of a source that brings its own map (the simulator). GeoJSON in spirit, columnar in size. */
export interface CityMap {
  /** [west, south, east, north] in degrees. */
  readonly bounds: readonly [number, number, number, number];
  readonly roads: readonly {
    readonly class: 'motorway' | 'primary' | 'secondary' | 'residential';
    readonly name: string | null;
    readonly line: readonly LonLat[];
  }[];
  readonly areas: readonly {
    readonly kind: 'water' | 'park' | 'land';
    readonly name: string | null;
    readonly ring: readonly LonLat[];
  }[];
  readonly places: readonly { readonly name: string; readonly at: LonLat; readonly rank: number }[];
}
