import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Item } from './item.ts';
import { lacking, runLive } from './live.ts';
import { outcomeOf, type Outcome } from './outcome.ts';
import { copyOf, undo } from './patch.ts';
import { runUnits } from './unit.ts';

export interface Undone {
  readonly item: Item;
  readonly noticed: boolean | null;
  readonly why: string;
}

/** Copies that are worked in at once. */
const AT_ONCE = 2;

/** Undoes each item in a copy, one at a time, and runs its check alone. `noticed` is null where that could not be seen here. */
export async function mutate(
  root: string,
  items: readonly Item[],
  say: (undone: Undone) => void,
): Promise<readonly Undone[]> {
  const waiting = items.filter((item) => item.undo !== undefined);
  const undone: Undone[] = [];
  const work = async (): Promise<void> => {
    const copy = copyOf(root);
    try {
      for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) {
        const one = await undoOne(copy.folder, item);
        undone.push(one);
        say(one);
      }
    } finally {
      copy.dispose();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return undone;
}

async function undoOne(folder: string, item: Item): Promise<Undone> {
  if (item.undo === undefined) throw new Error(`${item.id} has no patch`);
  let patch;
  try {
    patch = undo(folder, item.undo);
  } catch (error) {
    return { item, noticed: false, why: error instanceof Error ? error.message : String(error) };
  }
  try {
    const outcome = item.unit !== undefined ? await unitOf(folder, item.unit) : await liveOf(folder, item);
    if (outcome.is === 'skipped') return { item, noticed: null, why: outcome.why };
    if (outcome.is === 'passed') return { item, noticed: false, why: 'its check passes' };
    // A source that does not even load says nothing about what is checked.
    if (outcome.why.startsWith('there is no spec'))
      return { item, noticed: false, why: 'its check did not run' };
    return { item, noticed: true, why: outcome.why };
  } finally {
    patch.dispose();
  }
}

async function unitOf(folder: string, { file, name }: NonNullable<Item['unit']>): Promise<Outcome> {
  const ran = await runUnits(folder, [file], name);
  return outcomeOf(ran.get(file) ?? [], name);
}

async function liveOf(folder: string, { live }: Item): Promise<Outcome> {
  if (live === undefined) return { is: 'failed', why: 'there is no spec' };
  const why = lacking(folder, live.project);
  if (why !== null) return { is: 'skipped', why };
  const build = spawnSync(process.execPath, [join(folder, 'scripts/build.ts')], {
    cwd: folder,
    stdio: 'ignore',
  });
  if (build.status !== 0) return { is: 'failed', why: 'there is no spec: the build fails' };
  return outcomeOf(await runLive(folder, live.project, [live.file]), live.name);
}
