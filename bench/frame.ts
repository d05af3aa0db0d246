import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { launchWeb } from '../e2e/support/hosts.ts';
import { floodGateway } from './lib/flood-gateway.ts';
import { percentile, table } from './lib/stats.ts';

/**
 * From the gateway's commit to the frame that the renderer has painted, 5,000 routes, in the web host. The page's own
 * acknowledgement is the end: the renderer sends it after the frame's paint. Latencies hold the gateway's tick share (5 ms),
 * the console's tick (50 ms) and one frame.
 */
const ROUTES = 5_000;
const SECONDS = 20;
const RATES = [100, 1_000, 5_000];

/** In the page, before its own code: the oldest commit in a frame, told when that frame is acknowledged. */
function watchFrames(): void {
  const samples: number[] = [];
  const oldest = new Map<number, number>();
  Object.assign(window, { samples });
  const Plain = window.WebSocket;
  window.WebSocket = class extends Plain {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      this.addEventListener('message', ({ data }: MessageEvent<string>) => {
        const message = JSON.parse(data) as {
          t: string;
          n: number;
          body?: { routes?: { full: boolean; rows: [string, { plannedEnd?: number } | null][] } };
        };
        const routes = message.body?.routes;
        if (message.t !== 'frame' || routes === undefined || routes.full) return;
        const times = routes.rows.flatMap(([, row]) => row?.plannedEnd ?? []);
        if (times.length > 0) oldest.set(message.n, Math.min(...times));
      });
    }
    override send(data: string): void {
      const message = JSON.parse(data) as { t: string; n: number };
      const committed = message.t === 'ack' ? oldest.get(message.n) : undefined;
      if (committed !== undefined) samples.push(performance.timeOrigin + performance.now() - committed);
      super.send(data);
    }
  };
}

const gateway = await floodGateway(ROUTES);
const folder = mkdtempSync(join(tmpdir(), 'routewatch-bench-'));
const desk = await launchWeb({
  gateway: gateway.url,
  token: await gateway.token(),
  userData: folder,
  size: { width: 1_600, height: 900 },
  init: watchFrames,
});
try {
  await desk.page.getByTestId('board').locator('[data-route]').first().waitFor();
  const rows = [['changes/s', 'frames', 'p50 ms', 'p99 ms', 'renderer CPU s/s']];
  const cdp = await desk.page.context().newCDPSession(desk.page);
  await cdp.send('Performance.enable');
  const taskSeconds = async (): Promise<number> =>
    (await cdp.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration')?.value ??
    NaN;
  for (const rate of RATES) {
    gateway.rate(rate);
    await sleep(2_000);
    await desk.page.evaluate(() => (window as unknown as { samples: number[] }).samples.splice(0));
    const before = await taskSeconds();
    await sleep(SECONDS * 1_000);
    const busy = ((await taskSeconds()) - before) / SECONDS;
    const samples = await desk.page.evaluate(() => (window as unknown as { samples: number[] }).samples);
    rows.push([
      String(rate),
      String(samples.length),
      percentile(samples, 0.5).toFixed(0),
      percentile(samples, 0.99).toFixed(0),
      busy.toFixed(2),
    ]);
  }
  console.log(`gateway commit to painted frame, ${ROUTES} routes, one window, ${SECONDS} s each`);
  console.log(table(rows));
} finally {
  await desk.close();
  await gateway.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
