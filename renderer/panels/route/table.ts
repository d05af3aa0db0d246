import type { RouteDetail } from '../../../contract/fleet.ts';
import { isoOrNull, isoTime, type Table } from '../../ui/saving/csv.ts';
import { deviation, serviceTaken, type StopLine } from './stops.ts';
import { verdictOf } from './verdict.ts';

/** All stops of the route, plan against actual. `now` is feed time. */
export const stopTable = ({ plan }: RouteDetail, lines: readonly StopLine[], now: number): Table => ({
  header: [
    'stop',
    'stop id',
    'name',
    'latitude',
    'longitude',
    'state',
    'outcome',
    'planned (UTC)',
    'arrived (UTC)',
    'departed (UTC)',
    'eta (UTC)',
    'eta error (s)',
    'deviation (s)',
    'window start (UTC)',
    'window end (UTC)',
    'window',
    'service planned (s)',
    'service (s)',
  ],
  rows: lines.map((line) => {
    const stop = plan.stops[line.index];
    return [
      line.index + 1,
      stop?.stopId ?? null,
      line.name,
      stop?.lat ?? null,
      stop?.lon ?? null,
      line.state,
      line.outcome,
      isoTime(line.planned),
      isoOrNull(line.arrived),
      isoOrNull(line.departed),
      isoOrNull(line.eta),
      line.etaError,
      deviation(line),
      isoOrNull(line.windowStart),
      isoOrNull(line.windowEnd),
      verdictOf(line, now),
      line.service,
      serviceTaken(line, now),
    ];
  }),
});
