import { markOf, type RouteState } from '../../../contract/fleet.ts';
import { isoOrNull, type Cell, type Table } from '../../ui/saving/csv.ts';
import { slackOf, type SortKey } from './order.ts';

export interface TableFacts {
  /** Seconds since the van's last observation; null where none is held. */
  ageOf(route: RouteState): number | null;
  /** Open alarms. */
  alarms(route: RouteState): number;
}

interface Column {
  readonly header: readonly string[];
  readonly cells: (route: RouteState, facts: TableFacts) => readonly Cell[];
}

/** What a column of the board is in a table: the data itself, not the words for it. */
const COLUMNS: Readonly<Record<SortKey, Column>> = {
  route: { header: ['route'], cells: ({ id }) => [id] },
  van: { header: ['vehicle', 'driver'], cells: ({ vehicleId, driver }) => [vehicleId, driver] },
  status: {
    header: ['status', 'conditions'],
    cells: (route) => [markOf(route), route.conditions.join(' ')],
  },
  vehicle: { header: ['vehicle'], cells: ({ vehicleId }) => [vehicleId] },
  driver: { header: ['driver'], cells: ({ driver }) => [driver] },
  depot: { header: ['depot'], cells: ({ depot }) => [depot] },
  phase: { header: ['phase'], cells: ({ phase }) => [phase] },
  conditions: { header: ['conditions'], cells: ({ conditions }) => [conditions.join(' ')] },
  alarms: { header: ['open alarms'], cells: (route, { alarms }) => [alarms(route)] },
  risk: { header: ['windows at risk'], cells: ({ windowsAtRisk }) => [windowsAtRisk] },
  slack: { header: ['eta past window (s)'], cells: (route) => [seconds(slackOf(route))] },
  failed: { header: ['stops failed'], cells: ({ stopsFailed }) => [stopsFailed] },
  start: { header: ['planned start (UTC)'], cells: ({ plannedStart }) => [isoOrNull(plannedStart)] },
  end: { header: ['planned end (UTC)'], cells: ({ plannedEnd }) => [isoOrNull(plannedEnd)] },
  adherence: { header: ['adherence (s)'], cells: ({ adherence }) => [adherence] },
  done: {
    header: ['stops done', 'stops'],
    cells: ({ stopsDone, stopsTotal }) => [stopsDone, stopsTotal],
  },
  next: { header: ['next stop'], cells: ({ nextName }) => [nextName] },
  eta: { header: ['eta (UTC)'], cells: ({ nextEta }) => [isoOrNull(nextEta)] },
  window: {
    header: ['window start (UTC)', 'window end (UTC)'],
    cells: ({ nextWindowStart, nextWindowEnd }) => [isoOrNull(nextWindowStart), isoOrNull(nextWindowEnd)],
  },
  age: { header: ['position age (s)'], cells: (route, { ageOf }) => [ageOf(route)] },
};

const seconds = (ms: number | null): number | null => (ms === null ? null : ms / 1_000);

/** The rows as they are filtered and sorted, in the order of the columns that are shown; what two columns say stands once. */
export function boardTable(
  routes: readonly RouteState[],
  columns: readonly SortKey[],
  facts: TableFacts,
): Table {
  const shown = columns.map((column) => COLUMNS[column]);
  const header = shown.flatMap((column) => column.header);
  const isFirst = header.map((name, at) => header.indexOf(name) === at);
  return {
    header: header.filter((_, at) => isFirst[at]),
    rows: routes.map((route) =>
      shown.flatMap(({ cells }) => cells(route, facts)).filter((_, at) => isFirst[at]),
    ),
  };
}
