import { io } from 'socket.io-client';
import type { Delta } from '../../contract/stream.ts';
import { percentile } from '../../bench/lib/stats.ts';
import { quietFleet } from '../support/fleet.ts';
import { expect, test } from '../support/fixtures.ts';

/** Rounds of one changed stop for each of 50 routes. */
const ROUTES = 50;
const ROUNDS = 4;

test('gateway commit to painted pixel, 50 routes', async ({ app, gateway, host }, info) => {
  await quietFleet(gateway, ROUTES);
  const board = app.getByTestId('board');
  await expect(board).toHaveAttribute('aria-rowcount', String(ROUTES + 1));
  // Every row on the screen, so that each change has a pixel.
  await app.getByTestId('panel-chart').getByRole('button', { name: /close/i }).click();
  await app.getByTestId('panel-map').getByRole('button', { name: /close/i }).click();

  const commits = new Map<string, number>();
  const socket = io(`${gateway.url}/dispatch`, {
    transports: ['websocket'],
    extraHeaders: { authorization: `Bearer ${await gateway.token('dispatcher', 'observer')}` },
  });
  socket.on('d', (delta: Delta) => {
    for (const [route, fields] of delta.changes) {
      if (typeof fields?.['stopsDone'] === 'number') commits.set(`${route} ${fields['stopsDone']}`, delta.ts);
    }
  });
  await new Promise<void>((done) => socket.once('connect', done));
  await socket.timeout(5_000).emitWithAck('sub', { stream: 'dispatch', epoch: null, seq: 0 });

  await app.evaluate(() => {
    const painted: [string, number][] = [];
    Object.assign(window, { painted });
    const grid = document.querySelector('[data-testid=board]');
    const seen = new Map<string, string>();
    const read = (): string[] => {
      const fresh: string[] = [];
      for (const row of grid?.querySelectorAll<HTMLElement>('[data-route]') ?? []) {
        const done = /(\d+)\/\d+/.exec(row.querySelector('.of')?.textContent ?? '')?.[1] ?? '';
        const route = row.dataset['route'] ?? '';
        if (seen.get(route) === done) continue;
        seen.set(route, done);
        fresh.push(`${route} ${done}`);
      }
      return fresh;
    };
    read();
    new MutationObserver(() => {
      const fresh = read();
      if (fresh.length === 0) return;
      // After the frame that draws it has been handed over: the task behind the animation frame.
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => {
          const now = performance.timeOrigin + performance.now();
          for (const key of fresh) painted.push([key, now]);
          channel.port1.close();
        };
        channel.port2.postMessage(null);
      });
    }).observe(grid ?? document.body, { subtree: true, childList: true, characterData: true });
  });

  for (let round = 0; round < ROUNDS; round++) {
    for (let route = 1; route <= ROUTES; route++) {
      const event = { routeId: String(route), at: Date.now(), type: 'delivered', stop: round };
      await gateway.ingest('events', [event]);
    }
  }
  const painted = async () =>
    new Map(await app.evaluate(() => (window as unknown as { painted: [string, number][] }).painted));
  // What comes faster than it can be painted is merged; the last of each row on the screen is always painted.
  const missing = async () => {
    const seen = await painted();
    const shown = await board
      .locator('[data-route]')
      .evaluateAll((rows) => rows.map((row) => (row as HTMLElement).dataset['route'] ?? ''));
    expect(shown.length).toBeGreaterThan(10);
    return shown.filter((route) => !seen.has(`${route} ${ROUNDS}`));
  };
  await expect.poll(missing, { timeout: 60_000 }).toEqual([]);
  const times = await painted();
  socket.disconnect();

  const latencies = [...times].flatMap(([key, at]) => {
    const committed = commits.get(key);
    return committed === undefined ? [] : [at - committed];
  });
  const line = `${host}: commit to painted pixel, ${ROUTES} routes, ${latencies.length} changes: p50 ${percentile(latencies, 0.5).toFixed(0)} ms, p99 ${percentile(latencies, 0.99).toFixed(0)} ms`;
  console.log(line);
  info.annotations.push({ type: 'measured', description: line });
  expect(latencies.length).toBeGreaterThan(10);
});
