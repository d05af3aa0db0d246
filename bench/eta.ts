import { createFleet } from '../gateway/fleet/index.ts';
import { createRecording } from '../gateway/ingest/recording/index.ts';
import { AUSTIN_DAYS, austinFiles } from './lib/austin.ts';
import { dataDir } from './lib/data-dir.ts';
import { BUCKET_NAMES, runEta, type BucketFigures, type EtaFigures } from './lib/eta.ts';

const cell = (text: string | number, width: number): string => String(text).padStart(width);

function line(name: string, one: BucketFigures): string {
  const better = (1 - one.model / one.baseline) * 100;
  return [
    `  ${name.padEnd(10)}`,
    cell(one.count, 9),
    cell(one.model.toFixed(1), 9),
    cell(one.baseline.toFixed(1), 9),
    cell(`${better.toFixed(1)} %`, 9),
    cell(`${(one.coverage * 100).toFixed(1)} %`, 9),
  ].join('');
}

function print(name: string, figures: EtaFigures): void {
  console.log(`${name}\n  horizon   forecasts    MAE s   plan+delay   better  in 80 %`);
  for (const [i, bucket] of figures.buckets.entries()) console.log(line(BUCKET_NAMES[i] ?? '', bucket));
  console.log(line('all', figures.all));
}

const folder = dataDir('austin-capmetro', console.log);
if (folder !== null)
  for (const day of AUSTIN_DAYS) {
    const source = createRecording(austinFiles(folder, day));
    const begun = performance.now();
    const run = runEta(source, createFleet({ interval: source.interval }), null);
    print(`recording ${day.date}`, run.figures);
    const count = (type: string) => run.happenings.filter((one) => one.type === type).length;
    console.log(`  arrived ${count('arrived')} ${((performance.now() - begun) / 1000).toFixed(1)} s`);
    const d = run.happenings
      .flatMap((h) => (h.type === 'arrived' ? [h.adherence] : []))
      .sort((a, b) => a - b);
    console.log([0.02, 0.1, 0.5, 0.9, 0.98].map((p) => d[Math.floor(p * (d.length - 1))]));
  }
