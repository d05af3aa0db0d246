import { aRoute } from '../../../../contract/fleet.fixture.ts';
import type { PlannedStop, RouteDetail, RouteState, StopProgress } from '../../../../contract/fleet.ts';
import { feedMs } from '../../../../contract/time.ts';

/** Small complete values for specs. */
export const sampleRoute = (fields: Partial<RouteState> = {}): RouteState =>
  aRoute('r1', {
    vehicleId: 'v1',
    driver: 'Okafor',
    stopsTotal: 3,
    stopsDone: 1,
    nextStop: 1,
    nextName: '1480 Market St',
    nextEta: feedMs(3_600_000),
    plannedStart: feedMs(0),
    plannedEnd: feedMs(7_200_000),
    ...fields,
  });

export function sampleStop(lon: number, lat: number, arrival = 0): PlannedStop {
  return {
    stopId: `${String(lon)}/${String(lat)}`,
    name: 'a stop',
    lat,
    lon,
    arrival: feedMs(arrival),
    windowStart: null,
    windowEnd: null,
    service: 60,
  };
}

export function sampleProgress(fields: Partial<StopProgress> = {}): StopProgress {
  return { outcome: 'pending', arrived: null, departed: null, eta: null, etaError: null, ...fields };
}

export function sampleDetail(fields: Partial<RouteDetail> = {}): RouteDetail {
  return {
    plan: {
      id: 'r1',
      vehicleId: 'v1',
      driver: null,
      depot: null,
      start: feedMs(0),
      stops: [sampleStop(0, 0), sampleStop(0.01, 0), sampleStop(0.01, 0.01)],
      shape: [
        [0, 0],
        [0.01, 0],
        [0.01, 0.01],
      ],
    },
    progress: [
      sampleProgress({ outcome: 'delivered', arrived: feedMs(60_000) }),
      sampleProgress(),
      sampleProgress(),
    ],
    along: 500,
    at: feedMs(0),
    ...fields,
  };
}
