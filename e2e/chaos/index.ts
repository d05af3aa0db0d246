import { readOptions } from './options.ts';
import { makePlan, missingKinds } from './plan.ts';
import { run } from './run.ts';
import { failures, report } from './table.ts';

/** `npm run chaos -- --seed N --minutes M --consoles K [--only KIND[,KIND...]] [--sabotage dedupe|gap|atomic|age] [--peer plain|recovery]` */
async function main(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  const { seed, consoles, only, sabotage, minutes } = options;
  const plan = makePlan({ seed, length: minutes * 60_000, consoles, only });
  console.log(
    `chaos: seed ${String(seed)}, ${String(minutes)} min, ${String(consoles)} consoles, ${String(plan.length)} faults${sabotage === null ? '' : `, sabotage ${sabotage}`}`,
  );
  const outcome = await run(options, plan, (line) => console.log(`  ${line}`));
  for (const line of report(outcome)) console.log(line);
  const wrong = failures(outcome, missingKinds(plan, only));
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
