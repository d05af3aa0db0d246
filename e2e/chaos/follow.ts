import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from './plan.ts';

export interface Followed {
  /** What was thrown; null where the plan was followed to its end. */
  readonly broke: string | null;
  /** Faults that found no time any more: their kind had run, and the run's length was over. */
  readonly left: number;
}

/**
 * Does each fault at its time, one lane for each console and one for the gateway; a fault that is late delays its own lane only.
 * After `length` milliseconds only kinds that did not run yet do. One that throws ends the plan: the other lanes end with what
 * they are at, so that nothing is started that nobody would end.
 */
export async function followPlan(
  plan: readonly Fault[],
  length: number,
  runOne: (fault: Fault) => Promise<void>,
): Promise<Followed> {
  const began = performance.now();
  const lanes = new Map<number | null, Fault[]>();
  for (const fault of plan) lanes.set(fault.console, [...(lanes.get(fault.console) ?? []), fault]);
  const ran = new Set<string>();
  let broke: string | null = null;
  let left = 0;
  await Promise.all(
    [...lanes.values()].map(async (lane) => {
      for (const fault of lane) {
        await sleep(Math.max(0, began + fault.at - performance.now()));
        if (broke !== null) return;
        if (performance.now() - began > length && ran.has(fault.kind)) {
          left += 1;
          continue;
        }
        ran.add(fault.kind);
        try {
          await runOne(fault);
        } catch (error) {
          broke ??= `${fault.kind}: ${error instanceof Error ? error.message : String(error)}`;
        }
      }
    }),
  );
  return { broke, left };
}
