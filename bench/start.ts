import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { electronPath, launchElectron, launchWeb, type Desk, type Launch } from '../e2e/support/hosts.ts';
import { benchGateway } from './lib/gateway.ts';
import { median, table } from './lib/stats.ts';

/** From the command to the first live frame: the gateway ready, the host started, the first row of the board painted. */
const RUNS = 5;

const gatewayTimes: number[] = [];
const hosts: Record<string, (launch: Launch) => Promise<Desk>> = { web: launchWeb };
const electron = electronPath();
if (electron === undefined) console.log('skipped: electron, no binary (ELECTRON_OVERRIDE_DIST_PATH)');
else hosts['electron'] = (launch) => launchElectron(electron, launch);
const times = new Map<string, number[]>(Object.keys(hosts).map((name) => [name, []]));

for (let run = 0; run < RUNS; run++) {
  let from = performance.now();
  const gateway = await benchGateway(['--input', 'simulator']);
  gatewayTimes.push(performance.now() - from);
  try {
    for (const [name, launch] of Object.entries(hosts)) {
      const userData = mkdtempSync(join(tmpdir(), 'routewatch-bench-'));
      const token = await gateway.token('dispatcher', 'bench');
      from = performance.now();
      const desk = await launch({
        gateway: gateway.url,
        token,
        userData,
        size: { width: 1_600, height: 900 },
      });
      await desk.page.getByTestId('board').locator('[data-route]').first().waitFor();
      times.get(name)?.push(performance.now() - from);
      await desk.close();
      rmSync(userData, { recursive: true, force: true, maxRetries: 5 });
    }
  } finally {
    await gateway.end();
  }
}
const row = (name: string, values: readonly number[]) => [
  name,
  ...[Math.min(...values), median(values), Math.max(...values)].map((ms) => (ms / 1_000).toFixed(2)),
];
console.log(`${RUNS} runs, 120 vans, seconds`);
console.log(
  table([
    ['from start to', 'min', 'median', 'max'],
    row('gateway ready (day so far simulated)', gatewayTimes),
    ...[...times].map(([name, values]) => row(`first live row, ${name} host`, values)),
  ]),
);
