import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { launchWeb, type Desk } from '../e2e/support/hosts.ts';
import { busyFleet } from './lib/busy-fleet.ts';
import { floodGateway, type FloodGateway } from './lib/flood-gateway.ts';
import { median, percentile, table } from './lib/stats.ts';

/**
 * Scrolling the real board through its whole fleet, three rows a frame, at rest and under 1,000 changes a second: the time from
 * frame to frame, and what of it the page's own thread worked. 500 and 5,000 routes take turns in two windows of one run, so
 * that whatever else the computer does falls on both alike. What counts is the ratio. `PROFILE=file` keeps a CPU profile of 5,000.
 */
const SIZES = [500, 5_000] as const;
const RATES = [0, 1_000] as const;
const ROUNDS = Number(process.env['ROUNDS'] ?? '4');
const FRAMES = Number(process.env['FRAMES'] ?? '240');
const ROWS_A_FRAME = 3;
const FRAME_MS = 1_000 / 60;

interface Stand {
  readonly size: number;
  readonly desk: Desk;
  readonly gateway: FloodGateway;
}

const folder = mkdtempSync(join(tmpdir(), 'routewatch-bench-'));

async function open(size: number): Promise<Stand> {
  const gateway = await floodGateway(size, undefined, busyFleet(size));
  const desk = await launchWeb({
    gateway: gateway.url,
    token: await gateway.token(),
    userData: join(folder, String(size)),
    size: { width: 1_280, height: 800 },
  });
  const { page } = desk;
  await page.getByTestId('board').locator('[data-route]').first().waitFor();
  // The board alone: the map's drawing by software would be all that is measured.
  for (const panel of ['map', 'alarms', 'capacity', 'chart'])
    await page.locator(`[data-testid=panel-${panel}] header .close`).click();
  await page.getByTestId('panel-map').waitFor({ state: 'detached' });
  return { size, desk, gateway };
}

/** Frame times in ms; and seconds of tasks on the page's main thread for each second. */
async function scroll({ desk: { page } }: Stand): Promise<{ frames: number[]; busy: number }> {
  await page.bringToFront();
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable');
  const tasks = async (): Promise<number> =>
    (await cdp.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration')?.value ??
    NaN;
  const before = await tasks();
  const frames = await page.evaluate(
    ({ count, rows }) =>
      new Promise<number[]>((done) => {
        const box = document.querySelector('[data-testid=board]') as HTMLElement;
        const row = box.querySelector<HTMLElement>('[data-route]')?.offsetHeight ?? 25;
        const times: number[] = [];
        let last = 0;
        let step = row * rows;
        const frame = (now: number): void => {
          if (last > 0) times.push(now - last);
          last = now;
          const end = box.scrollHeight - box.clientHeight;
          if (box.scrollTop + step > end || box.scrollTop + step < 0) step = -step;
          box.scrollTop += step;
          if (times.length < count) requestAnimationFrame(frame);
          else done(times);
        };
        requestAnimationFrame(frame);
      }),
    { count: FRAMES, rows: ROWS_A_FRAME },
  );
  const busy = (await tasks()) - before;
  await cdp.detach();
  return { frames, busy: busy / (frames.reduce((sum, ms) => sum + ms, 0) / 1_000) };
}

const stands: Stand[] = [];
try {
  for (const size of SIZES) stands.push(await open(size));
  const measured = new Map<string, { frames: number[]; busy: number[] }>();
  const profile = process.env['PROFILE'];
  const last = stands.at(-1)?.desk.page;
  const profiler =
    profile === undefined || last === undefined ? null : await last.context().newCDPSession(last);
  await profiler?.send('Profiler.enable');
  for (const rate of RATES) {
    for (const { gateway } of stands) gateway.rate(0);
    if (rate > 0) await profiler?.send('Profiler.start');
    for (let round = 0; round < ROUNDS; round += 1)
      for (const stand of stands) {
        stand.gateway.rate(rate);
        await sleep(1_000);
        const { frames, busy } = await scroll(stand);
        stand.gateway.rate(0);
        const key = `${rate} ${stand.size}`;
        const held = measured.get(key) ?? { frames: [], busy: [] };
        measured.set(key, { frames: [...held.frames, ...frames], busy: [...held.busy, busy] });
      }
  }
  if (profiler !== null && profile !== undefined)
    writeFileSync(profile, JSON.stringify((await profiler.send('Profiler.stop')).profile));

  const rows = [
    ['changes/s', 'routes', 'frames', 'p50 ms', 'p95 ms', 'over 16.7 ms', 'over 33.4 ms', 'page busy'],
  ];
  const ratios: string[] = [];
  for (const rate of RATES) {
    const p50s: number[] = [];
    for (const size of SIZES) {
      const { frames, busy } = measured.get(`${rate} ${size}`) ?? { frames: [], busy: [] };
      // A display's frames are not exact: what is half a millisecond late was on time.
      const over = (ms: number): string =>
        `${((100 * frames.filter((one) => one > ms + 0.5).length) / frames.length).toFixed(1)} %`;
      p50s.push(median(frames));
      rows.push([
        String(rate),
        String(size),
        String(frames.length),
        median(frames).toFixed(1),
        percentile(frames, 0.95).toFixed(1),
        over(FRAME_MS),
        over(2 * FRAME_MS),
        `${(100 * median(busy)).toFixed(0)} %`,
      ]);
    }
    ratios.push(`${((p50s[1] ?? NaN) / (p50s[0] ?? NaN)).toFixed(2)} at ${rate} changes/s`);
  }
  console.log(`scrolling ${ROWS_A_FRAME} rows a frame, board alone, 1280x800, drawn by software`);
  console.log(table(rows));
  console.log(`median frame of 5,000 routes over that of 500: ${ratios.join(', ')}`);
} finally {
  for (const { desk, gateway } of stands) {
    await desk.close();
    await gateway.close();
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
