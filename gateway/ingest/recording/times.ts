/** A moment with the clock on the wall there. */
export interface LocalMoment {
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
  /** Local calendar day, YYYY-MM-DD. */
  readonly date: string;
  /** Seconds since local midnight. */
  readonly seconds: number;
  /** Milliseconds since the Unix epoch of that local midnight, at the timestamp's own offset from UTC. */
  readonly midnight: number;
}

const TIMESTAMP = /^(\d{4}-\d\d-\d\d)[T ](\d\d):(\d\d):(\d\d)(?:\.\d+)?(Z|[+-]\d\d:?\d\d)$/;

/** An ISO 8601 timestamp with its offset, such as 2015-03-07T10:03:34-06:00; null for anything else. */
export function parseTimestamp(text: string): LocalMoment | null {
  const found = TIMESTAMP.exec(text);
  const at = found === null ? Number.NaN : Date.parse(text.replace(' ', 'T'));
  if (found === null || Number.isNaN(at)) return null;
  const seconds = Number(found[2]) * 3_600 + Number(found[3]) * 60 + Number(found[4]);
  return { at, date: found[1] ?? '', seconds, midnight: Math.floor(at / 1_000) * 1_000 - seconds * 1_000 };
}

/** GTFS time of day, H:MM:SS in seconds; hours go past 24 for a service day that runs into the next. Null for anything else. */
export function parseServiceTime(text: string): number | null {
  const found = /^(\d{1,2}):([0-5]\d):([0-5]\d)$/.exec(text);
  return found === null ? null : Number(found[1]) * 3_600 + Number(found[2]) * 60 + Number(found[3]);
}
