import { setTimeout as sleep } from 'node:timers/promises';
import { joinCrowd, type Member } from './lib/crowd.ts';
import { floodChild } from './lib/flood-child.ts';
import { kib, median, percentile, table } from './lib/stats.ts';

/**
 * What consoles that do not read cost the others: 1,000 consoles, of which 50 stop reading in the midst of catching up and go on
 * being sent to. Windows in which they read and do not alternate in one run; the ratio of the others' p99 is the figure.
 * Latencies are from the gateway's commit to the console's socket, in this one process.
 */
const CONSOLES = 1_000;
const STALLED = 50;
const ROUTES = 3_000;
const CHANGES = 400;
const TICK_MS = 250;
const WINDOW_MS = 6_000;
const ROUNDS = 5;
/** What the system's own buffers of a connection take, some megabytes, and then what the gateway must hold. */
const PAGES = 52;

const gateway = await floodChild(ROUTES, TICK_MS);
const members: Member[] = [];
try {
  const tokens = await gateway.tokens(
    Array.from({ length: CONSOLES + STALLED * ROUNDS }, (_, n) => `desk-${n}`),
  );
  const join = (n: number): Promise<Member> => joinCrowd(gateway.url, tokens[n] ?? '');
  for (let n = 0; n < CONSOLES - STALLED; n += 50) {
    members.push(...(await Promise.all(Array.from({ length: 50 }, (_, i) => join(n + i)))));
  }
  const readers = [...members];
  await gateway.rate(CHANGES);
  await sleep(3_000);

  const window = async (): Promise<number[]> => {
    for (const { latencies } of readers) latencies.length = 0;
    await sleep(WINDOW_MS);
    return readers.flatMap(({ latencies }) => latencies);
  };
  const p99: { without: number[]; with: number[] } = { without: [], with: [] };
  const p50: { without: number[]; with: number[] } = { without: [], with: [] };
  const grown: number[] = [];
  let page = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const first = CONSOLES - STALLED + round * STALLED;
    const stalled = await Promise.all(Array.from({ length: STALLED }, (_, i) => join(first + i)));
    page = stalled[0]?.snapshotBytes ?? 0;
    await sleep(4_000);
    const without = await window();
    const before = await gateway.figures();
    for (const one of stalled) {
      one.pause();
      for (let n = 0; n < PAGES; n++) one.askAgain();
    }
    await sleep(4_000);
    const during = await window();
    const after = await gateway.figures();
    grown.push((after.heap + after.external - before.heap - before.external) / STALLED);
    for (const one of stalled) one.close();
    await sleep(1_500);
    p99.without.push(percentile(without, 0.99));
    p99.with.push(percentile(during, 0.99));
    p50.without.push(median(without));
    p50.with.push(median(during));
  }
  const { counters } = await gateway.figures();
  console.log(
    `${CONSOLES} consoles, ${CHANGES} changes/s in ${1_000 / TICK_MS} commits/s; ${ROUNDS} windows of ${WINDOW_MS / 1_000} s each way`,
  );
  console.log(
    table([
      ['', 'p50 ms', 'p99 ms'],
      ['all read', median(p50.without).toFixed(0), median(p99.without).toFixed(0)],
      [`${STALLED} do not read`, median(p50.with).toFixed(0), median(p99.with).toFixed(0)],
    ]),
  );
  console.log(`p99 with over without: ${(median(p99.with) / median(p99.without)).toFixed(2)}`);
  console.log(
    `memory for a console that does not read: ${kib(Math.max(0, median(grown)))} (a snapshot's page is ${kib(page)}); left out ${counters['dropped-slow'] ?? 0} packets, refused ${counters['refused-backlog'] ?? 0} pages, cut ${counters['cut-slow'] ?? 0} connections`,
  );
  const lost = readers.filter(({ open }) => !open).length;
  if (lost > 0) throw new Error(`${lost} consoles that read were cut`);
} finally {
  for (const member of members) member.close();
  await gateway.end();
}
