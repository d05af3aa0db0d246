import { parseArgs } from 'node:util';
import { readRecording, type RecordingFiles } from '../gateway/ingest/recording/read.ts';
import { measureAdherence } from './lib/adherence.ts';
import { AUSTIN_DAYS, austinFiles } from './lib/austin.ts';
import { dataDir } from './lib/data-dir.ts';

const USAGE =
  'npm run bench:adherence -- --positions FILE --schedule FILE --stops FILE [--date YYYY-MM-DD]\n' +
  'Without files: the recordings of ROUTEWATCH_DATA.';

const signed = (seconds: number): string => (seconds > 0 ? `+${seconds}` : String(seconds));

function print(name: string, files: RecordingFiles, date?: string): void {
  const day = readRecording(files, date);
  const { pings, p10, p50, p90, lateShare } = measureAdherence(day);
  console.log(
    `${name}: ${pings.toLocaleString('en')} counted pings of ${day.positions.length.toLocaleString('en')}`,
  );
  console.log(`  adherence p10/p50/p90: ${signed(p10)}/${signed(p50)}/${signed(p90)} s`);
  console.log(`  over 300 s late: ${(lateShare * 100).toFixed(1)} %`);
  for (const [reason, rows] of day.rejected) console.log(`  not used: ${rows} x ${reason}`);
}

function run(): number {
  const { values } = parseArgs({
    options: {
      positions: { type: 'string' },
      schedule: { type: 'string' },
      stops: { type: 'string' },
      date: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  const { positions, schedule, stops, date } = values;
  if (values.help === true) {
    console.log(USAGE);
    return 0;
  }
  if (positions !== undefined && schedule !== undefined && stops !== undefined) {
    print(date ?? positions, { positions, schedule, stops }, date);
    return 0;
  }
  if (positions !== undefined || schedule !== undefined || stops !== undefined) {
    console.error(`--positions, --schedule and --stops are needed together\n${USAGE}`);
    return 2;
  }
  const folder = dataDir('austin-capmetro', console.log);
  if (folder !== null) for (const known of AUSTIN_DAYS) print(known.date, austinFiles(folder, known));
  return 0;
}

try {
  process.exitCode = run();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
