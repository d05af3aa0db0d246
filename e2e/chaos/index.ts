import { writeFileSync } from 'node:fs';
import { PEER_KINDS } from './kinds.ts';
import { readOptions } from './options.ts';
import { forPeer, makePlan, missingKinds } from './plan.ts';
import { run } from './run.ts';
import { summarize } from './summary.ts';
import { failures, report } from './table.ts';

/** `npm run chaos -- --seed N --minutes M --consoles K [--only KIND[,KIND...]] [--sabotage dedupe|gap|atomic|age] [--peer plain|recovery] [--json FILE]` */
async function main(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  const { seed, consoles, only, sabotage, minutes, peer, json } = options;
  // A file that can not be written is said now, and not after the run.
  if (json !== null) writeFileSync(json, '');
  const whole = makePlan({ seed, length: minutes * 60_000, consoles, only });
  const plan = peer === null ? whole : forPeer(whole);
  const asked = peer === null ? only : (only ?? PEER_KINDS);
  console.log(
    `chaos: seed ${String(seed)}, ${String(minutes)} min, ${String(consoles)} consoles, ${String(plan.length)} faults${sabotage === null ? '' : `, sabotage ${sabotage}`}${peer === null ? '' : `, peer ${peer}`}`,
  );
  const outcome = await run(options, plan, (line) => console.log(`  ${line}`));
  for (const line of report(outcome)) console.log(line);
  const ran = outcome.verdict.rows.filter((row) => row.ran > 0);
  const wrong = failures(outcome, missingKinds(ran, asked));
  if (json !== null) writeFileSync(json, `${JSON.stringify(summarize(options, outcome, wrong), null, 2)}\n`);
  for (const line of wrong) console.log(`FAILED: ${line}`);
  if (wrong.length === 0) console.log('chaos: nothing missed, nothing doubled, nothing stale shown as fresh');
  return wrong.length === 0 ? 0 : 1;
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error('chaos:', error instanceof RangeError ? error.message : error);
    process.exitCode = 2;
  },
);
