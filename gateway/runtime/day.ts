import { feedMs, type FeedMs } from '../../contract/time.ts';

/** Days and times of day on this computer's own clock: the simulated fleet lives where the gateway stands. */

export const HOUR = 3_600_000;

/** `YYYY-MM-DD` at that many hours after local midnight; today where no date is given. */
export function localTime(date: string | null, hours: number, today: number): FeedMs {
  const [year, month, day] = (date ?? isoDay(today)).split('-').map(Number);
  // Not midnight plus hours: on the day of a clock change they differ.
  return feedMs(new Date(year ?? 0, (month ?? 1) - 1, day ?? 1, hours).getTime());
}

export function nextDay(date: string | null, today: number): string {
  const noon = localTime(date, 12, today);
  return isoDay(noon + 24 * HOUR);
}

/** Local midnight of the day that `at` lies in. */
export function midnightOf(at: FeedMs): FeedMs {
  return feedMs(new Date(at).setHours(0, 0, 0, 0));
}

function isoDay(at: number): string {
  const day = new Date(at);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${String(day.getFullYear())}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

/** Offset from UTC, such as `-06:00`, of a clock that shows midnight at that moment; from -12:00 to +11:59. */
export function offsetOf(midnight: FeedMs): string {
  const day = 24 * HOUR;
  const past = ((midnight % day) + day) % day;
  const minutes = Math.round((past > 12 * HOUR ? day - past : -past) / 60_000);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
}
