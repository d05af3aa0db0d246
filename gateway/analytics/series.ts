import type { Metric, SeriesHistory } from '../../contract/metric.ts';
import { feedMs, type FeedMs } from '../../contract/time.ts';
import type { Unusable } from '../ports.ts';
import type { Detector, Reading } from './detector.ts';
import { Ring } from './ring.ts';

export const MINUTE = 60_000;
export const minuteOf = (at: number): number => Math.floor(at / MINUTE) * MINUTE;

/** One series by the minute: values of the open minute are averaged, closed minutes go to a bounded ring. */
export class Series {
  readonly name: string;
  readonly unit: string;
  readonly #detector: Detector;
  readonly #ring: Ring;
  #open: { minute: number; sum: number; count: number } | null = null;
  /** How many values the newest closed minute is the mean of: late ones still count into it. */
  #closedCount = 0;
  #reading: Reading | null = null;
  #newest: Metric | null = null;
  #changed = false;
  /** What was told last lies in the future of a clock that was set back: true until it is over. */
  #ahead = false;

  constructor(name: string, unit: string, detector: Detector, minutes: number) {
    this.name = name;
    this.unit = unit;
    this.#detector = detector;
    this.#ring = new Ring(minutes);
  }

  /** Into the open minute, or into the newest closed one: a sample of 12:00:59 arrives after 12:01. Older ones can't be used. */
  sample(at: number, value: number): Unusable | null {
    const minute = minuteOf(at);
    if (this.#open !== null && minute > this.#open.minute) this.#close();
    if (this.#open?.minute === minute) {
      this.#open.sum += value;
      this.#open.count++;
      return null;
    }
    const last = this.#ring.at(-1);
    if (this.#open === null && (last === undefined || minute > last.at)) {
      this.#open = { minute, sum: value, count: 1 };
      return null;
    }
    if (last !== undefined && minute === last.at) {
      this.#amend(value);
      return null;
    }
    return { field: 'at', reason: `older than the newest minute of ${this.name}` };
  }

  /**
   * The clock was set back to `now`: what is told is the newest minute that is over by it, without the figures of later ones. The
   * minutes of the time that was taken back stay, for a clock that is put right at once; `dropFrom` is for those that come anew.
   * @returns whether anything is left to be told
   */
  setBack(now: FeedMs): boolean {
    if (this.#newest === null || this.#newest.at + MINUTE <= now) return true;
    this.#ahead = true;
    const past = this.#ring.between(-Infinity, now - MINUTE).at(-1);
    this.#changed = past !== undefined;
    if (past === undefined) this.#newest = null;
    else this.#tell(past.at, past.value, null);
    return past !== undefined;
  }

  /** Forgets the minutes at `minute` and after it: they are judged anew. */
  dropFrom(minute: number): void {
    if (this.#open !== null && this.#open.minute >= minute) this.#open = null;
    const last = this.#ring.at(-1);
    if (last === undefined || last.at < minute) return;
    this.#ring.dropFrom(minute);
    this.#ahead = false;
  }

  /** Closes the open minute if it ended at or before `now`; answers the newest metric if it changed. */
  advance(now: FeedMs): Metric | null {
    if (this.#open !== null && this.#open.minute + MINUTE <= now) this.#close();
    const last = this.#ring.at(-1);
    if (this.#ahead && last !== undefined && last.at + MINUTE <= now) {
      this.#ahead = false;
      this.#publish(last.at, last.value);
    }
    const changed = this.#changed ? this.#newest : null;
    this.#changed = false;
    return changed;
  }

  history(from: FeedMs, to: FeedMs): SeriesHistory {
    const points = this.#ring.between(from, to);
    return {
      series: this.name,
      unit: this.unit,
      at: points.map((point) => feedMs(point.at)),
      value: points.map((point) => point.value),
      low: points.map((point) => point.low),
      high: points.map((point) => point.high),
    };
  }

  #close(): void {
    if (this.#open === null) return;
    const { minute, sum, count } = this.#open;
    this.#open = null;
    this.#closedCount = count;
    const value = sum / count;
    this.#reading = this.#detector.next(minute, value);
    this.#ring.push({ at: minute, value, low: this.#reading.low, high: this.#reading.high });
    this.#publish(minute, value);
  }

  /** The figures beside the value stay as they were judged: a detector sees each minute once. */
  #amend(value: number): void {
    const last = this.#ring.at(-1);
    if (last === undefined) return;
    this.#closedCount++;
    const mean = last.value + (value - last.value) / this.#closedCount;
    this.#ring.replaceLast({ ...last, value: mean });
    this.#publish(last.at, mean);
  }

  #publish(minute: number, value: number): void {
    // Of a minute that is not over by the clock nothing is told.
    if (!this.#ahead) this.#tell(minute, value, this.#reading);
  }

  #tell(minute: number, value: number, reading: Reading | null): void {
    const { trend = null, z = null, usual = null } = reading ?? {};
    this.#newest = { series: this.name, unit: this.unit, at: feedMs(minute), value, trend, z, usual };
    this.#changed = true;
  }
}
