import { createRandom } from '../../gateway/simulator/random.ts';
import { KINDS, PEER_KINDS, type Kind } from './kinds.ts';

export interface Fault {
  readonly kind: string;
  /** Milliseconds after the workload began. */
  readonly at: number;
  readonly ms: number;
  /** Index of the console; null for the gateway's own faults. */
  readonly console: number | null;
  /** A fault's own choice, uniform in [0, 1). */
  readonly draw: number;
}

export interface PlanRequest {
  readonly seed: number;
  /** Length of the plan, milliseconds. */
  readonly length: number;
  readonly consoles: number;
  /** null: every kind. */
  readonly only: readonly string[] | null;
}

const FIRST_MS = 2_000;
const GAP_MS = [2_000, 3_500] as const;
/** A gateway's start is a part of the fault that ended it. */
const GATEWAY_GAP_MS = [3_800, 5_200] as const;

/**
 * The same request gives the same plan. One lane for each console and one for the gateway run at the same time; in a lane faults
 * follow one another. Every kind comes once before any comes twice, the longest first, so that they fit; what does not fit is
 * left out, and the run then fails for the kind that is missing.
 */
export function makePlan({ seed, length, consoles, only }: PlanRequest): Fault[] {
  const random = createRandom(seed, 'chaos');
  const kinds = only === null ? KINDS : KINDS.filter((kind) => only.includes(kind.name));
  const faults: Fault[] = [];
  for (const target of ['console', 'gateway'] as const) {
    const mine = kinds.filter((kind) => kind.target === target);
    if (mine.length === 0) continue;
    const lanes = target === 'console' ? Array.from({ length: consoles }, () => FIRST_MS) : [FIRST_MS];
    const gap = target === 'console' ? GAP_MS : GATEWAY_GAP_MS;
    const put = ({ name, ms: [least, most] }: Kind): boolean => {
      const ms = random.whole(least, most);
      const lane = lanes.indexOf(Math.min(...lanes));
      const at = (lanes[lane] ?? 0) + random.whole(gap[0], gap[1]);
      if (at + ms > length) return false;
      faults.push({
        kind: name,
        at,
        ms,
        console: target === 'console' ? lane : null,
        draw: random.next(),
      });
      lanes[lane] = at + ms;
      return true;
    };
    const shuffled = mine.map((kind) => ({ kind, by: kind.ms[1] + random.whole(0, 3_000) }));
    shuffled.sort((a, b) => b.by - a.by);
    for (const { kind } of shuffled) put(kind);
    // Lanes are full after so many refusals in a row: a shorter kind might have fitted.
    for (let refused = 0; refused < 8;) refused = put(random.pick(mine)) ? 0 : refused + 1;
  }
  return faults.sort((a, b) => a.at - b.at || a.kind.localeCompare(b.kind));
}

/** What of a plan a peer is given. */
export const forPeer = (plan: readonly Fault[]): Fault[] =>
  plan.filter(({ kind }) => PEER_KINDS.includes(kind));

/** Kinds that were asked for and are not among these: in a plan they found no place, in a run they did not come. */
export function missingKinds(plan: readonly Pick<Fault, 'kind'>[], only: readonly string[] | null): string[] {
  const planned = new Set(plan.map((fault) => fault.kind));
  return KINDS.map((kind) => kind.name).filter(
    (name) => (only === null || only.includes(name)) && !planned.has(name),
  );
}
