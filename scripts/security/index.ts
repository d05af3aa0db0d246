import { parseArgs } from 'node:util';
import { root } from '../lib/root.ts';
import { auditDependencies } from './audit.ts';
import type { EndToEndCheck, Item } from './item.ts';
import { ITEMS } from './items.ts';
import { lacking, runLive } from './live.ts';
import { mutate } from './mutate.ts';
import { outcomeOf, type Outcome, type Ran } from './outcome.ts';
import { table, type Row } from './table.ts';
import { filesOf, runUnits } from './unit.ts';

/**
 * `npm run security`: the hardening list, what holds each line, and what its checks say now. `--unit`: what runs in Node only;
 * `--only ID`, several: these alone; `--mutate`: undoes each line in a copy of the sources and lists what no check noticed.
 */
const { values } = parseArgs({
  options: {
    mutate: { type: 'boolean', default: false },
    unit: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true, default: [] },
  },
});
const unknown = values.only.filter((id) => !ITEMS.some((item) => item.id === id));
if (unknown.length > 0) {
  console.error(
    `--only ${unknown.join(', ')}: there is no such item. There are ${ITEMS.map(({ id }) => id).join(', ')}`,
  );
  process.exit(2);
}
const items = ITEMS.filter(({ id }) => values.only.length === 0 || values.only.includes(id));
process.exitCode = (await (values.mutate ? undoAll(items) : checkAll(items))) ? 0 : 1;

async function checkAll(asked: readonly Item[]): Promise<boolean> {
  const units = await runUnits(root, filesOf(asked.flatMap(({ unit }) => unit ?? [])));
  const live = await liveOf(asked);
  const rows = asked.map((item): Row => {
    const { unit } = item;
    return {
      item,
      unit: unit === undefined ? null : outcomeOf(units.get(unit.file) ?? [], unit.name),
      live: item.live === undefined ? null : live(item.live),
    };
  });
  console.log(table(rows));
  const failed = rows.filter((row) => [row.unit, row.live].some((outcome) => outcome?.is === 'failed'));
  const audit: Outcome = values.only.length > 0 ? { is: 'passed' } : auditDependencies(root);
  if (audit.is !== 'passed') console.log(`\nDependencies: ${audit.is}, ${audit.why}`);
  console.log(`\n${rows.length} lines, ${failed.length} fail`);
  return failed.length === 0 && audit.is !== 'failed';
}

async function liveOf(asked: readonly Item[]): Promise<(check: EndToEndCheck) => Outcome> {
  const ran = new Map<string, readonly Ran[]>();
  const missing = new Map<string, string>();
  for (const project of ['web', 'electron', 'packed'] as const) {
    const files = asked.flatMap(({ live }) => (live?.project === project ? [live.file] : []));
    if (files.length === 0) continue;
    const why = values.unit ? '--unit' : lacking(root, project);
    if (why !== null) missing.set(project, why);
    else ran.set(project, await runLive(root, project, [...new Set(files)]));
  }
  return ({ project, name }) => {
    const why = missing.get(project);
    return why === undefined ? outcomeOf(ran.get(project) ?? [], name) : { is: 'skipped', why };
  };
}

async function undoAll(asked: readonly Item[]): Promise<boolean> {
  const from = performance.now();
  const undone = await mutate(root, asked, ({ item, noticed, why }) => {
    const word = noticed === true ? 'noticed    ' : noticed === null ? 'not run    ' : 'NOT NOTICED';
    console.log(`${word} ${item.id}: ${why.split('\n', 1)[0]?.slice(0, 140)}`);
  });
  const seconds = Math.round((performance.now() - from) / 1_000);
  const missed = undone.filter(({ noticed }) => noticed === false);
  const unseen = undone.filter(({ noticed }) => noticed === null);
  const whole = asked.filter(({ undo, none }) => undo === undefined && none === undefined);
  for (const { id, kept } of whole) console.log(`not undone  ${id}: ${kept ?? 'it has no patch'}`);
  console.log(
    `\n${undone.length} undone in ${seconds} s; ${unseen.length} could not be seen here; no check noticed:`,
  );
  console.log(missed.length === 0 ? 'nothing' : missed.map(({ item }) => item.id).join('\n'));
  return missed.length === 0 && whole.every(({ kept }) => kept !== undefined);
}
