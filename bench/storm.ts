import { setTimeout as sleep } from 'node:timers/promises';
import { joinCrowd, type Member } from './lib/crowd.ts';
import { floodChild } from './lib/flood-child.ts';
import { median, percentile, table } from './lib/stats.ts';

/**
 * A thousand consoles come back at the same moment, as after a switch's restart: how soon each has its first page, and what that
 * costs the consoles that were there all along. Alternating in one run; latencies from the gateway's commit to the socket.
 */
const STANDING = 20;
const COMING = 1_000;
const ROUTES = 3_000;
const CHANGES = 400;
const TICK_MS = 100;
const ROUNDS = 3;

const gateway = await floodChild(ROUTES, TICK_MS);
const standing: Member[] = [];
try {
  const tokens = await gateway.tokens(Array.from({ length: COMING + STANDING }, (_, n) => `desk-${n}`));
  const join = (n: number): Promise<Member> => joinCrowd(gateway.url, tokens[n] ?? '');
  for (let n = 0; n < STANDING; n++) standing.push(await join(COMING + n));
  await gateway.rate(CHANGES);
  await sleep(2_000);
  const heard = (): number[] => standing.flatMap(({ latencies }) => latencies.splice(0));

  const calm: number[] = [];
  const during: number[] = [];
  const fresh: number[] = [];
  let last = 0;
  let refused = 0;
  for (let round = 0; round < ROUNDS; round++) {
    heard();
    await sleep(4_000);
    calm.push(...heard());
    const from = performance.now();
    const came = await Promise.allSettled(Array.from({ length: COMING }, (_, n) => join(n)));
    last = Math.max(last, performance.now() - from);
    during.push(...heard());
    for (const one of came) {
      if (one.status === 'fulfilled') {
        fresh.push(one.value.freshAfter);
        one.value.close();
      } else refused += 1;
    }
    await sleep(2_000);
  }
  const { longestTurn, counters } = await gateway.figures();
  console.log(
    `${COMING} consoles at once, ${ROUTES} routes, ${CHANGES} changes/s; ${STANDING} consoles that were there; ${ROUNDS} storms`,
  );
  console.log(
    table([
      ['', 'p50 ms', 'p99 ms'],
      ['deltas of those there, calm', median(calm).toFixed(0), percentile(calm, 0.99).toFixed(0)],
      ['deltas of those there, storm', median(during).toFixed(0), percentile(during, 0.99).toFixed(0)],
      ['first page of those who come', median(fresh).toFixed(0), percentile(fresh, 0.99).toFixed(0)],
    ]),
  );
  console.log(
    `all back after ${(last / 1_000).toFixed(1)} s; ${refused} refused; longest turn of the gateway's event loop ${longestTurn.toFixed(0)} ms; ${JSON.stringify(counters)}`,
  );
} finally {
  for (const member of standing) member.close();
  await gateway.end();
}
