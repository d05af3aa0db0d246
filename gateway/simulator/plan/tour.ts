import { distance, nth, type Point } from '../plane.ts';

/** An order to visit the points in, from `home` and back: nearest neighbour, then 2-opt until nothing shortens it (Croes 1958). */
export function tour(home: Point, points: readonly Point[]): number[] {
  const all = [home, ...points];
  const gaps = gapsOf(all);
  const gap = (i: number, j: number): number => gaps[i * all.length + j] as number;
  const order = nearestNeighbour(points.length, gap);
  for (let round = 0; round < 12; round++) if (!improve(order, gap)) break;
  return order.slice(1).map((i) => i - 1);
}

/** Every distance once: the sweeps below ask for each of them many times. */
function gapsOf(all: readonly Point[]): Float64Array {
  const gaps = new Float64Array(all.length * all.length);
  all.forEach((p, i) => {
    for (let j = 0; j < i; j++) {
      const metres = distance(p, nth(all, j));
      gaps[i * all.length + j] = metres;
      gaps[j * all.length + i] = metres;
    }
  });
  return gaps;
}

function nearestNeighbour(n: number, gap: (i: number, j: number) => number): number[] {
  const left = Array.from({ length: n }, (_, i) => i + 1);
  const order = [0];
  while (left.length > 0) {
    const from = nth(order, order.length - 1);
    let best = 0;
    for (let k = 1; k < left.length; k++) if (gap(from, nth(left, k)) < gap(from, nth(left, best))) best = k;
    order.push(nth(left, best));
    left[best] = nth(left, left.length - 1);
    left.pop();
  }
  return order;
}

/** One sweep of segment reversals over the closed tour; true when any was taken. */
function improve(order: number[], gap: (i: number, j: number) => number): boolean {
  let better = false;
  const n = order.length;
  for (let i = 0; i < n - 2; i++) {
    const a = order[i] as number;
    for (let j = i + 2; j < n; j++) {
      const b = order[i + 1] as number;
      const c = order[j] as number;
      const d = order[(j + 1) % n] as number;
      const ab = gap(a, b);
      const ac = gap(a, c);
      if (ac >= ab && gap(b, d) >= gap(c, d)) continue;
      if (ac + gap(b, d) < ab + gap(c, d) - 1e-6) {
        reverse(order, i + 1, j);
        better = true;
      }
    }
  }
  return better;
}

function reverse(order: number[], from: number, to: number): void {
  for (let i = from, j = to; i < j; i++, j--) {
    const held = order[i] as number;
    order[i] = order[j] as number;
    order[j] = held;
  }
}
