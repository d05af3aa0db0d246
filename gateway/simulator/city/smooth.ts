import { nth, type Point } from '../plane.ts';

/** Catmull-Rom through the given points, `per` pieces each: roads and shores bend, they do not break. */
export function smooth(points: readonly Point[], per: number): Point[] {
  const out: Point[] = [];
  for (let i = 0; i + 1 < points.length; i++) {
    const b = nth(points, i);
    const c = nth(points, i + 1);
    const a = points[i - 1] ?? b;
    const d = points[i + 2] ?? c;
    for (let k = 0; k < per; k++) out.push(catmull(a, b, c, d, k / per));
  }
  out.push(nth(points, points.length - 1));
  return out;
}

function catmull(a: Point, b: Point, c: Point, d: Point, t: number): Point {
  const one = (p: number, q: number, r: number, s: number): number =>
    0.5 * (2 * q + (r - p) * t + (2 * p - 5 * q + 4 * r - s) * t * t + (3 * q - p - 3 * r + s) * t * t * t);
  return { x: one(a.x, b.x, c.x, d.x), y: one(a.y, b.y, c.y, d.y) };
}

/** The line moved sideways by `metres`, left of its direction for positive values. */
export function offset(line: readonly Point[], metres: number | ((index: number) => number)): Point[] {
  return line.map((p, i) => {
    const before = line[i - 1] ?? p;
    const after = line[i + 1] ?? p;
    const dx = after.x - before.x;
    const dy = after.y - before.y;
    const length = Math.hypot(dx, dy) || 1;
    const by = typeof metres === 'number' ? metres : metres(i);
    return { x: p.x - (dy / length) * by, y: p.y + (dx / length) * by };
  });
}

/** A rounded rectangle or, with a wobble, a blob; counter-clockwise, not closed. */
export function blob(
  centre: Point,
  length: number,
  width: number,
  angle: number,
  square: number,
  wobble: (turn: number) => number,
): Point[] {
  const ring: Point[] = [];
  const power = 2 / square;
  for (let i = 0; i < 48; i++) {
    const turn = (i / 48) * 2 * Math.PI;
    const c = Math.cos(turn);
    const s = Math.sin(turn);
    const u = Math.sign(c) * Math.abs(c) ** power * (length / 2) * wobble(turn);
    const v = Math.sign(s) * Math.abs(s) ** power * (width / 2) * wobble(turn);
    ring.push({
      x: centre.x + u * Math.cos(angle) - v * Math.sin(angle),
      y: centre.y + u * Math.sin(angle) + v * Math.cos(angle),
    });
  }
  return ring;
}
