import { readCsv, type Rejections } from './csv.ts';
import { parseServiceTime, parseTimestamp, type LocalMoment } from './times.ts';

export interface RecordingFiles {
  /** Paths of CSV files, gzipped or not. */
  readonly positions: string;
  readonly schedule: string;
  readonly stops: string;
}

export interface RecordedPosition {
  readonly vehicleId: string;
  readonly tripId: string;
  readonly moment: LocalMoment;
  /** Metres a second; null where the record has none. */
  readonly speed: number | null;
  readonly lat: number;
  readonly lon: number;
  readonly line: string;
  readonly headsign: string;
}

export interface RecordedStop {
  readonly id: string;
  readonly name: string;
  readonly lat: number;
  readonly lon: number;
}

export interface ScheduledStop {
  readonly stop: RecordedStop;
  /** Seconds of the service day; past 86,400 after midnight. */
  readonly seconds: number;
}

export interface RecordedDay {
  /** Ascending by time, the file's order among equals. */
  readonly positions: readonly RecordedPosition[];
  /** By trip, in the file's order. Only trips that occur in the positions. */
  readonly schedule: ReadonlyMap<string, readonly ScheduledStop[]>;
  /** Days that the positions file holds, ascending. */
  readonly dates: readonly string[];
  readonly rejected: Rejections;
}

/** Reads the three files; `date` (YYYY-MM-DD, local) keeps one day of the positions. */
export function readRecording(files: RecordingFiles, date?: string): RecordedDay {
  const rejected: Rejections = new Map();
  const { positions, dates } = readPositions(files.positions, date, rejected);
  if (positions.length === 0) {
    const why = date === undefined ? '' : ` on ${date}; it has ${dates.join(', ') || 'no day at all'}`;
    throw new Error(`${files.positions}: no usable position${why}`);
  }
  const trips = new Set(positions.map((position) => position.tripId));
  const schedule = readSchedule(files.schedule, trips, readStops(files.stops, rejected), rejected);
  return { positions, schedule, dates, rejected };
}

const POSITION_COLUMNS = [
  'vehicle_id',
  'timestamp',
  'speed',
  'route_id',
  'trip_id',
  'latitude',
  'longitude',
  'trip_headsign',
];

function readPositions(file: string, date: string | undefined, rejected: Rejections) {
  const positions: RecordedPosition[] = [];
  const dates = new Set<string>();
  readCsv(file, POSITION_COLUMNS, rejected, (cells) => {
    const [vehicleId = '', timestamp = '', speed = '', line = '', tripId = ''] = cells;
    if (vehicleId === '') return 'position without vehicle_id';
    if (tripId === '') return 'position without trip_id';
    const moment = parseTimestamp(timestamp);
    if (moment === null) return 'position with a wrong timestamp';
    const lat = degrees(cells[5], 90);
    const lon = degrees(cells[6], 180);
    if (lat === null || lon === null) return 'position with a wrong place';
    dates.add(moment.date);
    if (date !== undefined && moment.date !== date) return 'position of another day';
    const metres = speed === '' ? Number.NaN : Number(speed);
    positions.push({
      vehicleId,
      tripId,
      moment,
      speed: Number.isFinite(metres) && metres >= 0 ? metres : null,
      lat,
      lon,
      line,
      headsign: cells[7] ?? '',
    });
    return null;
  });
  positions.sort((a, b) => a.moment.at - b.moment.at);
  return { positions, dates: [...dates].sort() };
}

/** Degrees within the limit; null for anything else, and for the 0 that a receiver without a fix sends. */
function degrees(cell: string | undefined, limit: number): number | null {
  const value = cell === undefined || cell === '' ? Number.NaN : Number(cell);
  return Number.isFinite(value) && Math.abs(value) <= limit && value !== 0 ? value : null;
}

function readStops(file: string, rejected: Rejections): Map<string, RecordedStop> {
  const stops = new Map<string, RecordedStop>();
  readCsv(file, ['stop_id', 'stop_name', 'stop_lat', 'stop_lon'], rejected, (cells) => {
    const [id = '', name = ''] = cells;
    const lat = degrees(cells[2], 90);
    const lon = degrees(cells[3], 180);
    if (id === '') return 'stop without stop_id';
    if (lat === null || lon === null) return 'stop with a wrong place';
    stops.set(id, { id, name, lat, lon });
    return null;
  });
  return stops;
}

function readSchedule(
  file: string,
  trips: ReadonlySet<string>,
  stops: ReadonlyMap<string, RecordedStop>,
  rejected: Rejections,
): Map<string, ScheduledStop[]> {
  const schedule = new Map<string, ScheduledStop[]>();
  readCsv(file, ['trip_id', 'arrival_time', 'stop_id'], rejected, ([trip = '', time = '', id = '']) => {
    // Most rows belong to trips of other days: not used, and nothing wrong with them.
    if (!trips.has(trip)) return null;
    const stop = stops.get(id);
    const seconds = parseServiceTime(time);
    if (stop === undefined) return 'schedule row with an unknown stop';
    if (seconds === null) return 'schedule row with a wrong arrival_time';
    const rows = schedule.get(trip);
    if (rows === undefined) schedule.set(trip, [{ stop, seconds }]);
    else rows.push({ stop, seconds });
    return null;
  });
  return schedule;
}
