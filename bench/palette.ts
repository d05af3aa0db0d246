import { keystrokes, paletteEntries, paletteFleet } from './lib/palette.ts';
import { percentile, table } from './lib/stats.ts';
import { PaletteSearch } from '../renderer/shell/palette/search.ts';

/** What a keystroke in the palette costs before it is painted, in a fleet of 500 and of 5,000 routes; the limit is 50 ms. */
const SIZES = [500, 5_000] as const;
const ROUNDS = 30;
const LIMIT_MS = 50;

const ms = (value: number): string => `${value.toFixed(2)} ms`;
const rows: string[][] = [['routes', 'entries', 'opening p50', 'key p50', 'p99', 'worst']];
const p50s: number[] = [];
let worst = 0;
for (const size of SIZES) {
  const fleet = paletteFleet(size, 1);
  // Once unmeasured: an operator's tenth opening is not made of cold code.
  keystrokes(paletteEntries(fleet));
  const openings: number[] = [];
  let entries = paletteEntries(fleet);
  // Each opening makes its entries anew, and its first letters are the first to look at them.
  const times = Array.from({ length: ROUNDS }, () => {
    const begun = performance.now();
    entries = paletteEntries(fleet);
    openings.push(performance.now() - begun);
    // As the palette does between the key that opens it and the first letter, in slices of 4 ms.
    const search = new PaletteSearch(entries);
    while (!search.prepare(4, () => performance.now()));
    return keystrokes(entries);
  }).flat();
  const [p50, p99] = [percentile(times, 0.5), percentile(times, 0.99)];
  p50s.push(p50);
  worst = Math.max(worst, p99);
  rows.push([
    size.toLocaleString('en'),
    entries.length.toLocaleString('en'),
    ms(percentile(openings, 0.5)),
    ms(p50),
    ms(p99),
    ms(Math.max(...times)),
  ]);
}
console.log(table(rows));
console.log(`5,000 over 500 routes: ${((p50s[1] ?? NaN) / (p50s[0] ?? NaN)).toFixed(1)} times at the median`);
if (worst > LIMIT_MS) {
  console.error(`A keystroke costs ${ms(worst)} at p99; the limit is ${LIMIT_MS} ms`);
  process.exitCode = 1;
}
