import { parseArgs } from 'node:util';
import { measureConditions } from './lib/conditions.ts';
import type { Detection } from './lib/episodes.ts';
import { table } from './lib/stats.ts';

const USAGE = 'npm run bench:conditions -- [--seed N] [--vans N] [--detours N] [--breakdowns N]';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    vans: { type: 'string', default: '60' },
    detours: { type: 'string', default: '1' },
    breakdowns: { type: 'string', default: '0.5' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) console.log(USAGE);
else {
  const { seed, vans, detours, breakdowns } = values;
  console.log(
    `simulator, seed ${seed}, ${vans} vans, ${detours} detours and ${breakdowns} breakdowns a van and day`,
  );
  const { offRoute, dwell } = measureConditions({
    seed: Number(seed),
    vans: Number(vans),
    detours: Number(detours),
    breakdowns: Number(breakdowns),
  });
  const row = (name: string, one: Detection): string[] => [
    name,
    one.episodes.toLocaleString('en'),
    `${(100 * one.found).toFixed(1)} %`,
    one.delay.toFixed(0),
    one.delayP90.toFixed(0),
    one.flags.toLocaleString('en'),
    ((100 * one.falseFlags) / one.vanHours).toFixed(2),
  ];
  const head = ['condition', 'true', 'flagged', 'delay s', 'p90', 'flags', 'false per 100 van-hours'];
  console.log(table([head, row('off-route', offRoute), row('dwell', dwell)]));
}
