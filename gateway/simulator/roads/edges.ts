import type { Street } from '../city/street.ts';
import { distance, nth, type Point } from '../plane.ts';
import { findCrossings } from './crossings.ts';

/** Crossings nearer to each other than this are one junction. */
const JOIN = 9;
/** A dead end shorter than this is the overshoot of a street that met its road. */
const STUB = 45;

/** A road between two junctions. */
export interface Edge {
  readonly from: number;
  readonly to: number;
  readonly street: number;
  /** From junction to junction, both included. */
  readonly line: readonly Point[];
  /** Metres. */
  readonly length: number;
  readonly oneWay: boolean;
}

export interface Plan {
  readonly nodes: readonly Point[];
  readonly edges: readonly Edge[];
}

/** Streets cut at their crossings, overshoots trimmed. */
export function cutStreets(streets: readonly Street[]): Plan {
  const nodes: Point[] = [];
  const lookup = new Map<number, number[]>();
  const nodeAt = (p: Point): number => {
    const cx = Math.floor(p.x / JOIN) + 5_000;
    const cy = Math.floor(p.y / JOIN) + 5_000;
    for (let x = cx - 1; x <= cx + 1; x++)
      for (let y = cy - 1; y <= cy + 1; y++)
        for (const node of lookup.get(x * 16_384 + y) ?? [])
          if (distance(nth(nodes, node), p) < JOIN) return node;
    const node = nodes.push(p) - 1;
    const key = cx * 16_384 + cy;
    const list = lookup.get(key);
    if (list === undefined) lookup.set(key, [node]);
    else list.push(node);
    return node;
  };

  const edges: Edge[] = [];
  const cuts = findCrossings(streets);
  streets.forEach((street, number) => {
    const last = street.line.length - 1;
    const list = [
      { along: 0, at: nth(street.line, 0) },
      ...nth(cuts, number),
      { along: last, at: nth(street.line, last) },
    ];
    let from = nodeAt(nth(list, 0).at);
    let along = 0;
    for (const cut of list.slice(1)) {
      const to = nodeAt(cut.at);
      if (to === from) continue;
      const line = [nth(nodes, from), ...between(street.line, along, cut.along), nth(nodes, to)];
      edges.push({ from, to, street: number, line, length: lengthOf(line), oneWay: street.oneWay });
      from = to;
      along = cut.along;
    }
  });
  return { nodes, edges: trimmed(edges, nodes.length) };
}

function between(line: readonly Point[], from: number, to: number): Point[] {
  return line.slice(Math.floor(from + 0.02) + 1, Math.ceil(to - 0.02));
}

export function lengthOf(line: readonly Point[]): number {
  let sum = 0;
  for (let i = 1; i < line.length; i++) sum += distance(nth(line, i - 1), nth(line, i));
  return sum;
}

/** Without short dead ends, and without a second edge of the same length between the same junctions. */
function trimmed(edges: readonly Edge[], nodes: number): Edge[] {
  let kept = edges.filter((edge, i) => i === 0 || edge.from !== edge.to);
  for (let round = 0; round < 3; round++) {
    const degree = new Uint16Array(nodes);
    for (const edge of kept) {
      degree[edge.from] = nth(degree, edge.from) + 1;
      degree[edge.to] = nth(degree, edge.to) + 1;
    }
    kept = kept.filter(
      (edge) => edge.length >= STUB || (nth(degree, edge.from) > 1 && nth(degree, edge.to) > 1),
    );
  }
  const seen = new Set<string>();
  return kept.filter((edge) => {
    const [low, high] = edge.from < edge.to ? [edge.from, edge.to] : [edge.to, edge.from];
    const key = `${String(low)}-${String(high)}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
