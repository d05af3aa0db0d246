import type { Fix } from './follower.ts';

/** Metres after which a broken-down vehicle is seen to drive again. */
const RECOVERED = 200;
/** A failed delivery is an exception while the vehicle is still there, and at most this long, milliseconds. */
const FAILURE_HELD = 15 * 60_000;

/** What was reported of one route that needs a human: a breakdown until the vehicle drives again, a failure until it leaves. */
export class Exceptions {
  #broken: { x: number | null; y: number | null } | null = null;
  #failed: { readonly stop: number; readonly at: number } | null = null;

  get raised(): boolean {
    return this.#broken !== null || this.#failed !== null;
  }

  breakDown(fix: Fix | null): void {
    this.#broken = { x: fix?.x ?? null, y: fix?.y ?? null };
  }

  /** True where this fix shows that the broken-down vehicle drives; `recover` then ends it. */
  drivesAgain(fix: Fix): boolean {
    const broken = this.#broken;
    if (broken === null) return false;
    broken.x ??= fix.x;
    broken.y ??= fix.y;
    return Math.hypot(fix.x - broken.x, fix.y - broken.y) > RECOVERED + fix.accuracy;
  }

  /** False where nothing was broken. */
  recover(): boolean {
    const was = this.#broken !== null;
    this.#broken = null;
    return was;
  }

  fail(stop: number, at: number): void {
    this.#failed = { stop, at };
  }

  /** The vehicle left the stop, or its delivery succeeded after all. */
  dealtWith(stop: number): void {
    if (this.#failed?.stop === stop) this.#failed = null;
  }

  advance(now: number): void {
    if (this.#failed !== null && now - this.#failed.at > FAILURE_HELD) this.#failed = null;
  }

  /** The route is over; a breakdown is ended by `recover`, which somebody is told of. */
  end(): void {
    this.#failed = null;
  }

  resume(before: Exceptions): void {
    this.#broken = before.#broken;
  }
}
