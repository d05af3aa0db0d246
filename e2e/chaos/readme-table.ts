import { readFileSync } from 'node:fs';
import { byKind, memoryOf, sideBySide } from './markdown.ts';
import type { Summary } from './summary.ts';

/** `npm run chaos:table -- ours.json [plain.json recovery.json]`: the README's tables, from what `--json` wrote. */
const runs = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, 'utf8')) as Summary);
const [first] = runs;
if (first === undefined) {
  console.error('chaos:table: name the files that npm run chaos -- --json FILE wrote');
  process.exitCode = 2;
} else {
  const { seed, consoles, minutes } = first.options;
  console.log(`Seed ${String(seed)}, ${String(minutes)} minutes, ${String(consoles)} consoles.`);
  for (const part of [byKind(first), memoryOf(first), ...(runs.length > 1 ? [sideBySide(runs)] : [])])
    console.log(`\n${part.join('\n')}`);
}
