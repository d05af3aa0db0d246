import type { RouteState, VehicleId } from '../../../../contract/fleet.ts';
import { Bucket, STRIDE } from './bucket.ts';
import { DrawnColumns, HIDDEN, UNKNOWN_HEADING, type PositionColumns } from './columns.ts';
import { glideLength, progress, shorterTurn } from './glide.ts';
import { DRAW_ORDER } from './marks.ts';
import { mercatorX, mercatorY } from './mercator.ts';
import type { RouteIndex } from './route-index.ts';

/** Position of a vehicle without a route: nobody says what its source's interval is, so the protocol's least limit holds. */
const SILENCE_MS = 90_000;
/** As the column of 32 bits holds it: compared with what was written. */
const FADED = Math.fround(0.65);
const opacityOf = (route: RouteState): number => (route.conditions.includes('silent') ? FADED : 1);
/** A 32-bit float holds an hour in seconds to 0.2 ms: the times in the records are counted from an epoch that moves. */
const REBASE_MS = 3_600_000;

/**
 * The fleet as it is drawn: who is where, glides from where since when, with which mark, as records ready for the
 * GPU. Places are stored relative to an anchor in the fleet, or 32-bit floats would round to metres.
 */
export class VehicleField {
  readonly buckets: readonly Bucket[] = DRAW_ORDER.map(() => new Bucket());
  readonly #index: RouteIndex;
  #drawn = new DrawnColumns(256);
  #count = 0;
  #generation = -1;
  #ids: readonly VehicleId[] = [];
  #slotOf = new Map<VehicleId, number>();
  #anchor: readonly [number, number] | null = null;
  #epoch = 0;
  #glideUntil = 0;
  #fastest = 0;

  constructor(index: RouteIndex) {
    this.#index = index;
  }

  get count(): number {
    return this.#count;
  }

  /** Unit mercator. */
  get anchor(): readonly [number, number] {
    return this.#anchor ?? [0.5, 0.5];
  }

  /** Milliseconds that the records' times count from. */
  get epoch(): number {
    return this.#epoch;
  }

  /** Nothing moves after it. */
  get glideUntil(): number {
    return this.#glideUntil;
  }

  /** Unit mercator a millisecond: no vehicle glides faster until `glideUntil`. */
  get fastest(): number {
    return this.#fastest;
  }

  idOf(slot: number): VehicleId | undefined {
    return this.#ids[slot];
  }

  slotOf(vehicle: VehicleId): number | undefined {
    return this.#slotOf.get(vehicle);
  }

  /** Takes over what changed in the store; `glide` false lets vehicles jump. Returns how many changed. */
  sync(positions: PositionColumns, now: number, glide: boolean): number {
    if (this.#epoch === 0 || now - this.#epoch > REBASE_MS) this.#rebase(now);
    if (positions.generation !== this.#generation) this.#deal(positions);
    if (positions.count > this.#drawn.capacity)
      this.#drawn = this.#drawn.grown(Math.max(positions.count, this.#drawn.capacity * 2));
    for (let slot = this.#count; slot < positions.count; slot += 1)
      this.#slotOf.set(positions.ids[slot] as VehicleId, slot);
    this.#ids = positions.ids;
    this.#count = positions.count;
    if (now >= this.#glideUntil) this.#fastest = 0;
    const { observed, lat, lon } = this.#drawn;
    let changed = 0;
    for (let slot = 0; slot < positions.count; slot += 1) {
      const same =
        observed[slot] === positions.observed[slot] &&
        lat[slot] === positions.lat[slot] &&
        lon[slot] === positions.lon[slot];
      if (same) continue;
      this.#move(slot, positions, now, glide);
      changed += 1;
    }
    return changed;
  }

  /** Marks and fading of vehicles whose routes changed. Returns how many look different now: most changes of a route are not seen here. */
  restyle(vehicles: Iterable<VehicleId>): number {
    let changed = 0;
    const { observed, mark, opacity } = this.#drawn;
    for (const vehicle of vehicles) {
      const slot = this.#slotOf.get(vehicle);
      if (slot === undefined || observed[slot] === 0) continue;
      const route = this.#index.routeOf(vehicle);
      const faded = route === undefined ? opacity[slot] : opacityOf(route);
      if (DRAW_ORDER.indexOf(this.#index.markOf(vehicle)) === mark[slot] && faded === opacity[slot]) continue;
      this.#place(slot);
      changed += 1;
    }
    return changed;
  }

  /** Fades what is too old at `feedNow`. A route's silence is the gateway's to say: it knows the source's interval. Returns how many changed. */
  fade(feedNow: number): number {
    let changed = 0;
    for (let slot = 0; slot < this.#count; slot += 1) {
      if (this.#drawn.mark[slot] === HIDDEN) continue;
      const route = this.#index.routeOf(this.#ids[slot] as VehicleId);
      const old = feedNow - (this.#drawn.observed[slot] ?? 0) > SILENCE_MS;
      const opacity = route !== undefined ? opacityOf(route) : old ? FADED : 1;
      if (this.#drawn.opacity[slot] === opacity) continue;
      this.#drawn.opacity[slot] = opacity;
      this.#write(slot);
      changed += 1;
    }
    return changed;
  }

  /** Unit mercator at `now`; pass Infinity for the last observed place. False where nothing is drawn. */
  locate(slot: number, now: number, out: { x: number; y: number }): boolean {
    const drawn = this.#drawn;
    if (slot >= this.#count || drawn.mark[slot] === HIDDEN) return false;
    const part = progress(drawn.start[slot] as number, drawn.end[slot] as number, now);
    const fromX = drawn.fromX[slot] as number;
    const fromY = drawn.fromY[slot] as number;
    out.x = fromX + ((drawn.toX[slot] as number) - fromX) * part;
    out.y = fromY + ((drawn.toY[slot] as number) - fromY) * part;
    return true;
  }

  /** Index into `DRAW_ORDER` and `buckets`, and the record there; null where nothing is drawn. */
  recordOf(slot: number): { readonly mark: number; readonly record: number } | null {
    const mark = this.#drawn.mark[slot] ?? HIDDEN;
    return slot >= this.#count || mark === HIDDEN
      ? null
      : { mark, record: this.#drawn.record[slot] as number };
  }

  /** Index into `DRAW_ORDER`. */
  markAt(slot: number): number {
    return this.#drawn.mark[slot] ?? HIDDEN;
  }

  /** A new deal of slots: vehicles that were there keep their place, so that a resync makes nobody jump. */
  #deal(positions: PositionColumns): void {
    const before = this.#drawn;
    const slotBefore = this.#slotOf;
    for (const bucket of this.buckets) bucket.clear();
    this.#drawn = new DrawnColumns(Math.max(before.capacity, positions.count));
    this.#slotOf = new Map();
    for (let slot = 0; slot < positions.count; slot += 1) {
      const id = positions.ids[slot] as VehicleId;
      this.#slotOf.set(id, slot);
      const old = slotBefore.get(id);
      if (old === undefined || before.mark[old] === HIDDEN) continue;
      this.#drawn.copyMotion(before, old, slot);
    }
    this.#ids = positions.ids;
    this.#count = positions.count;
    this.#generation = positions.generation;
    for (let slot = 0; slot < this.#count; slot += 1) if (this.#drawn.observed[slot] !== 0) this.#place(slot);
  }

  #move(slot: number, positions: PositionColumns, now: number, glide: boolean): void {
    const drawn = this.#drawn;
    const x = mercatorX(positions.lon[slot] as number);
    const y = mercatorY(positions.lat[slot] as number);
    if (this.#anchor === null) {
      this.#anchor = [x, y];
      for (const bucket of this.buckets) bucket.touchAll();
    }
    const degrees = positions.heading[slot] ?? -1;
    const heading = degrees < 0 ? UNKNOWN_HEADING : (degrees * Math.PI) / 180;
    const first = drawn.observed[slot] === 0;
    const stay = first || !glide;
    const part = progress(drawn.start[slot] as number, drawn.end[slot] as number, now);
    const between = (from: Float64Array | Float32Array, to: Float64Array | Float32Array): number =>
      (from[slot] as number) + ((to[slot] as number) - (from[slot] as number)) * part;
    const headingNow = between(drawn.headingFrom, drawn.headingTo);
    const length = glideLength(now - (drawn.start[slot] as number));
    drawn.fromX[slot] = stay ? x : between(drawn.fromX, drawn.toX);
    drawn.fromY[slot] = stay ? y : between(drawn.fromY, drawn.toY);
    const turns = !stay && degrees >= 0 && drawn.headingTo[slot] !== UNKNOWN_HEADING;
    drawn.headingFrom[slot] = turns ? headingNow % (2 * Math.PI) : heading;
    drawn.headingTo[slot] = turns ? shorterTurn(headingNow % (2 * Math.PI), heading) : heading;
    drawn.toX[slot] = x;
    drawn.toY[slot] = y;
    drawn.start[slot] = now;
    drawn.end[slot] = stay ? now : now + length;
    drawn.observed[slot] = positions.observed[slot] as number;
    drawn.lat[slot] = positions.lat[slot] as number;
    drawn.lon[slot] = positions.lon[slot] as number;
    if (!stay) this.#glides(Math.hypot(x - drawn.fromX[slot], y - drawn.fromY[slot]), now, length);
    this.#place(slot);
  }

  #glides(way: number, now: number, length: number): void {
    this.#glideUntil = Math.max(this.#glideUntil, now + length);
    this.#fastest = Math.max(this.#fastest, way / length);
  }

  /** Into the bucket of its mark, and its record written. */
  #place(slot: number): void {
    const vehicle = this.#ids[slot] as VehicleId;
    const mark = DRAW_ORDER.indexOf(this.#index.markOf(vehicle));
    const before = this.#drawn.mark[slot] ?? HIDDEN;
    if (before !== mark) {
      if (before !== HIDDEN) {
        const hole = this.#drawn.record[slot] as number;
        const moved = this.buckets[before]?.remove(hole) ?? -1;
        if (moved >= 0) this.#drawn.record[moved] = hole;
      }
      this.#drawn.record[slot] = this.buckets[mark]?.add(slot) ?? 0;
      this.#drawn.mark[slot] = mark;
    }
    const route = this.#index.routeOf(vehicle);
    if (route !== undefined) this.#drawn.opacity[slot] = opacityOf(route);
    this.#write(slot);
  }

  #write(slot: number): void {
    const drawn = this.#drawn;
    const bucket = this.buckets[drawn.mark[slot] ?? HIDDEN];
    if (bucket === undefined) return;
    const record = drawn.record[slot] as number;
    const [anchorX, anchorY] = this.anchor;
    const data = bucket.data;
    const at = record * STRIDE;
    data[at] = (drawn.fromX[slot] as number) - anchorX;
    data[at + 1] = (drawn.fromY[slot] as number) - anchorY;
    data[at + 2] = (drawn.toX[slot] as number) - anchorX;
    data[at + 3] = (drawn.toY[slot] as number) - anchorY;
    data[at + 4] = ((drawn.start[slot] as number) - this.#epoch) / 1000;
    data[at + 5] = ((drawn.end[slot] as number) - this.#epoch) / 1000;
    data[at + 6] = drawn.headingFrom[slot] as number;
    data[at + 7] = drawn.headingTo[slot] as number;
    data[at + 8] = drawn.opacity[slot] as number;
    bucket.touch(record);
  }

  #rebase(now: number): void {
    this.#epoch = now;
    for (let slot = 0; slot < this.#count; slot += 1)
      if (this.#drawn.mark[slot] !== HIDDEN) this.#write(slot);
  }
}
