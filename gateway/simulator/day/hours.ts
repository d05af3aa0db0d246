import type { FeedMs } from '../../../contract/time.ts';

/** Hour of the fleet's day at which a simulated day begins. */
export const FIRST_HOUR = 6;
/** No route is planned to end after this. */
export const LAST_HOUR = 19.5;
/** Length of the simulated day: room for the latest van to come home. */
export const DAY_HOURS = 16;

export const HOUR = 3_600_000;

/** Local hour of the day, 6 and up. */
export const hourAt = (dayStart: FeedMs, ms: number): number => FIRST_HOUR + (ms - dayStart) / HOUR;
export const msAt = (dayStart: FeedMs, hour: number): number =>
  Math.round(dayStart + (hour - FIRST_HOUR) * HOUR);
