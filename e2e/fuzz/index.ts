import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { table } from '../../bench/lib/stats.ts';
import { StreamMirror } from '../../bench/lib/mirror.ts';
import { openGateway } from '../support/gateway.ts';
import { fuzzBridge } from './bridge.ts';
import { fuzzIngest } from './ingest.ts';
import { dice } from './junk.ts';
import { fuzzSockets } from './sockets.ts';
import type { Tally } from './tally.ts';
import { fuzzTokens } from './tokens.ts';

/**
 * `npm run fuzz -- --count N --seed S`: malformed socket packets, tokens, ingest items and bridge messages against a real gateway
 * process and a real console. Fails unless the gateway lives on in the same process, a well-behaved console that was there all along
 * missed nothing, memory stays bounded, and every rejection was answered or counted.
 */
interface Options {
  readonly count: number;
  readonly seed: number;
}
/** Of a million: what costs little is sent often. */
const SHARES = { sockets: 0.45, tokens: 0.1, ingest: 0.15, bridge: 0.3 };
/**
 * Megabytes that the gateway's resident memory may grow by in the second half. In the first the engine takes what it keeps for such a
 * load; what is kept of each message would grow on.
 */
const MAX_GROWTH = 100;
/** Sixty vans on the road change several times within this, in milliseconds. */
const NEXT_CHANGE_MS = 30_000;

function readOptions(args: readonly string[]): Options {
  const given = { count: 20_000, seed: 1 };
  for (let i = 0; i < args.length; i += 2) {
    const key = (args[i] ?? '').replace(/^--/, '');
    const value = Number(args[i + 1]);
    if (key !== 'count' && key !== 'seed') throw new RangeError(`unknown flag ${args[i] ?? ''}`);
    if (!Number.isInteger(value) || value < 0)
      throw new RangeError(`--${key}: got "${args[i + 1] ?? ''}"; allowed: a whole number`);
    given[key] = value;
  }
  return given;
}

const { count, seed } = readOptions(process.argv.slice(2));
const folder = mkdtempSync(join(tmpdir(), 'routewatch-fuzz-'));
const gateway = await openGateway(folder, [
  '--input',
  'simulator',
  '--vans',
  '60',
  '--start-time',
  '10:00',
  '--log-level',
  'error',
]);
const wrong: string[] = [];
try {
  const d = dice(seed);
  const token = await gateway.token('dispatcher', 'fuzz');
  const witness = new StreamMirror(gateway.url, await gateway.token('dispatcher', 'witness'), 'dispatch');
  await witness.subscribe();
  const before = await gateway.metrics();
  const rss = (): number => {
    const text = readFileSync(`/proc/${String(gateway.pid())}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/.exec(text)?.[1] ?? NaN) / 1_024;
  };
  // What the first thousands make the engine allocate once is no leak.
  await fuzzSockets(gateway.url, token, Math.min(2_000, count), dice(seed + 1));
  const [pid, start] = [gateway.pid(), rss()];
  const feeder = await gateway.token('ingest', 'fuzz');
  const half = async (): Promise<Tally[]> => [
    await fuzzSockets(gateway.url, token, Math.round((count / 2) * SHARES.sockets), d),
    await fuzzTokens(gateway.url, token, Math.round((count / 2) * SHARES.tokens), d),
    await fuzzIngest(gateway.url, feeder, Math.round((count / 2) * SHARES.ingest), d),
    await fuzzBridge(Math.round((count / 2) * SHARES.bridge), d),
  ];
  const tallies = await half();
  const middle = rss();
  tallies.push(...(await half()));
  const after = await gateway.metrics();
  const grown = rss() - middle;
  const rose = (name: string): number => (after.get(name) ?? 0) - (before.get(name) ?? 0);

  for (const tally of tallies) {
    console.log(
      `\n${tally.name}: ${tally.sent} sent${tally.connectionsClosed > 0 ? `, ${tally.connectionsClosed} connections closed by them` : ''}`,
    );
    console.log(table(tally.fates.map(([fate, n]) => [`  ${fate}`, String(n)])));
    if (tally.counters.size > 0)
      console.log(
        table([...tally.counters].map(([kind, n]) => [`  counted by the console: ${kind}`, String(n)])),
      );
    if (tally.unexplained !== 0) wrong.push(`${tally.name}: ${tally.unexplained} unexplained`);
    const closed = tally.connectionsClosed;
    if (closed > 0 && rose('routewatch_push_events_total{kind="closed-malformed"}') < closed)
      wrong.push(`${tally.name}: ${closed} connections were closed, and not all of them counted`);
    const unanswered = tally.of('asked and not answered');
    if (unanswered > 0) wrong.push(`${tally.name}: ${unanswered} asked and not answered`);
    if (tally.of('answered internal') > 0)
      wrong.push(`${tally.name}: ${tally.of('answered internal')} failed inside`);
  }
  const kinds = [...after].filter(([name]) => /rejected|refused|push_events/.test(name) && rose(name) > 0);
  console.log('\ncounted by the gateway');
  console.log(table(kinds.map(([name]) => [`  ${name}`, String(rose(name))])));
  console.log(
    `\nresident memory of the gateway: ${start.toFixed(0)} MB before, ${middle.toFixed(0)} after a half, ${rss().toFixed(0)} after all`,
  );
  if (gateway.pid() !== pid) wrong.push('the gateway is another process');
  if (grown > MAX_GROWTH)
    wrong.push(`the gateway grew by ${grown.toFixed(0)} MB in the second half (most: ${MAX_GROWTH})`);
  if (kinds.length > 200) wrong.push(`${kinds.length} kinds of rejection: names from outside become labels`);
  // The fleet may have been quiet for the few seconds of a short run: what counts is that the next change still arrives.
  const [seen, until] = [witness.deltas, Date.now() + NEXT_CHANGE_MS];
  while (witness.deltas === seen && Date.now() < until) await new Promise((r) => setTimeout(r, 100));
  if (witness.gaps > 0 || witness.deltas === seen)
    wrong.push(
      `the witness saw ${seen} deltas, ${witness.deltas - seen} in the ${NEXT_CHANGE_MS / 1_000} s after, ${witness.gaps} gaps`,
    );
  else console.log(`the witness: ${witness.deltas} deltas, no gap`);
  witness.close();
} finally {
  await gateway.end();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
for (const one of wrong) console.error(`WRONG: ${one}`);
process.exitCode = wrong.length > 0 ? 1 : 0;
