import type { VehicleId } from '../../../../contract/fleet.ts';

/** What the positions store holds; slots 0 to count - 1 stay their vehicle's until `generation` changes. */
export interface PositionColumns {
  readonly count: number;
  readonly generation: number;
  readonly ids: readonly VehicleId[];
  /** Degrees, WGS 84. */
  readonly lat: Float64Array;
  readonly lon: Float64Array;
  /** Whole degrees clockwise from north, -1 if unknown. */
  readonly heading: Int16Array;
  /** Feed time of the observation, ms; 0 before the first one. */
  readonly observed: Float64Array;
}

/** The columns of what is drawn, parallel to the store's slots. Times are ms of `performance.now`, places unit mercator. */
export class DrawnColumns {
  readonly fromX: Float64Array;
  readonly fromY: Float64Array;
  readonly toX: Float64Array;
  readonly toY: Float64Array;
  readonly start: Float64Array;
  readonly end: Float64Array;
  /** Radians clockwise from north; `UNKNOWN_HEADING` where the source does not say. */
  readonly headingFrom: Float32Array;
  readonly headingTo: Float32Array;
  readonly opacity: Float32Array;
  readonly observed: Float64Array;
  readonly lat: Float64Array;
  readonly lon: Float64Array;
  /** Index into `DRAW_ORDER`, or `HIDDEN` before the first observation. */
  readonly mark: Uint8Array;
  /** Record in the mark's bucket. */
  readonly record: Int32Array;

  constructor(capacity: number) {
    const doubles = (): Float64Array => new Float64Array(capacity);
    this.fromX = doubles();
    this.fromY = doubles();
    this.toX = doubles();
    this.toY = doubles();
    this.start = doubles();
    this.end = doubles();
    this.observed = doubles();
    this.lat = doubles();
    this.lon = doubles();
    this.headingFrom = new Float32Array(capacity);
    this.headingTo = new Float32Array(capacity);
    this.opacity = new Float32Array(capacity).fill(1);
    this.mark = new Uint8Array(capacity).fill(HIDDEN);
    this.record = new Int32Array(capacity);
  }

  get capacity(): number {
    return this.mark.length;
  }

  /** Where the vehicle is and how long it glides on; not its mark and record, which belong to a bucket. */
  copyMotion(from: DrawnColumns, source: number, target: number): void {
    for (const name of MOTION) this[name][target] = from[name][source] ?? 0;
  }

  grown(capacity: number): DrawnColumns {
    const next = new DrawnColumns(capacity);
    for (const name of [...MOTION, 'opacity', 'mark', 'record'] as const) next[name].set(this[name]);
    return next;
  }
}

export const HIDDEN = 255;
/** Far outside of what a turn can reach: the shader then draws a dot in place of the arrow. */
export const UNKNOWN_HEADING = -100;

const MOTION = [
  'fromX',
  'fromY',
  'toX',
  'toY',
  'start',
  'end',
  'headingFrom',
  'headingTo',
  'observed',
  'lat',
  'lon',
] as const;
