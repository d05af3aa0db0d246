import { parseArgs } from 'node:util';
import { feedMs } from '../contract/time.ts';
import { createPresentDelayModel } from '../gateway/fleet/eta/model.ts';
import { createFleet } from '../gateway/fleet/index.ts';
import { createRecording } from '../gateway/ingest/recording/index.ts';
import type { TimedSource } from '../gateway/ports.ts';
import { createSimulator, type TruthRecord } from '../gateway/simulator/index.ts';
import { measureArrivals, truthOf } from './lib/arrivals.ts';
import { AUSTIN_DAYS, austinFiles } from './lib/austin.ts';
import { dataDir } from './lib/data-dir.ts';
import { etaTable } from './lib/eta-table.ts';
import { runEta, type EtaRun, type Truth } from './lib/eta.ts';

const USAGE = 'npm run bench:eta -- [--seed N] [--vans N]   (the simulator; recordings from ROUTEWATCH_DATA)';

/** The same input twice: with the model, and with the plain plan plus the delay at the vehicle's present place. */
function compare(name: string, open: () => { source: TimedSource; truth: Truth | null }): EtaRun {
  const begun = performance.now();
  const [model, plain] = [undefined, createPresentDelayModel()].map((eta) => {
    const { source, truth } = open();
    return runEta(source, createFleet({ interval: source.interval }, eta), truth);
  });
  if (model === undefined || plain === undefined) throw new Error('two runs were asked for');
  console.log(`\n${name} (${((performance.now() - begun) / 1_000).toFixed(0)} s)`);
  for (const line of etaTable(model.figures, plain.figures)) console.log(line);
  return model;
}

function simulate(seed: number, vans: number): void {
  const records: TruthRecord[] = [];
  const open = () => {
    records.length = 0;
    const source = createSimulator({
      seed,
      vans,
      dayStart: feedMs(Date.UTC(2026, 2, 2, 6)),
      onTruth: (record) => {
        if (record.kind === 'arrived') records.push(record);
      },
    });
    let known: Truth | null = null;
    // Asked only after the run, when all is known.
    const truth: Truth = (route, stop) => (known ??= truthOf(records).truth)(route, stop);
    return { source, truth };
  };
  const { happenings } = compare(`simulator, seed ${seed}, ${vans} vans`, open);
  const { stops, found, median, p90 } = measureArrivals(happenings, truthOf(records));
  console.log(
    `  arrivals: ${(found * 100).toFixed(2)} % of ${stops.toLocaleString('en')} stops found, error median ${median.toFixed(1)} s, p90 ${p90.toFixed(1)} s`,
  );
}

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    vans: { type: 'string', default: '60' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) console.log(USAGE);
else {
  console.log('Mean absolute error in seconds of the forecasts of all remaining stops, asked each 120 s.');
  console.log(
    'plan+delay: plan plus the delay at the last stop reached; plan+place: plus the delay at the present place.',
  );
  simulate(Number(values.seed), Number(values.vans));
  const folder = dataDir('austin-capmetro', console.log);
  if (folder !== null)
    for (const day of AUSTIN_DAYS) {
      const { happenings } = compare(`recording ${day.date}, truth: arrivals found by the matcher`, () => ({
        source: createRecording(austinFiles(folder, day)),
        truth: null,
      }));
      const arrivals = happenings.filter((one) => one.type === 'arrived').length;
      console.log(`  arrivals found: ${arrivals.toLocaleString('en')}`);
    }
}
