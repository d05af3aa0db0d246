import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { performance } from 'node:perf_hooks';
import { gzipSync, gunzipSync } from 'node:zlib';
import type { RouteState } from '../contract/fleet.ts';
import { benchGateway } from './lib/gateway.ts';
import { StreamMirror } from './lib/mirror.ts';
import { kib, median, table } from './lib/stats.ts';

/**
 * What the old way costs: consoles that ask for the whole board every 30 s against consoles that are told what changed.
 * Same fleet, same ten minutes, same loopback, same process; bytes are those that each client's socket received.
 * The fleet runs at SPEED times real time, and what is paid by the wall's clock (heartbeats) is scaled back by it.
 */
const CONSOLES = 50;
const MINUTES = 10;
const POLL_SECONDS = 30;
const SPEED = 10;

type Way = 'plain' | 'etag' | 'gzip';
interface Tally {
  bytes: number;
  answers: number;
  unchangedAnswers: number;
  routeBytes: number;
  redundantBytes: number;
}
const emptyTally = (): Tally => ({
  bytes: 0,
  answers: 0,
  unchangedAnswers: 0,
  routeBytes: 0,
  redundantBytes: 0,
});

/** The server of the old way: the whole list at each request. */
async function serveBoard(routes: () => RouteState[]): Promise<{ server: Server; port: number }> {
  const server = createServer((req, res) => {
    const body = JSON.stringify(routes());
    const etag = `"${createHash('sha1').update(body).digest('base64url')}"`;
    if (req.url === '/etag' && req.headers['if-none-match'] === etag) {
      res.writeHead(304, { etag }).end();
    } else if (req.url === '/gzip') {
      res
        .writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
        .end(gzipSync(body));
    } else {
      res.writeHead(200, { 'content-type': 'application/json', etag }).end(body);
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { server, port: (server.address() as AddressInfo).port };
}

interface Answer {
  readonly status: number;
  readonly etag: string | undefined;
  readonly body: Buffer;
  readonly bytes: number;
}
const poll = (port: number, way: Way, etag: string | undefined): Promise<Answer> =>
  new Promise((done, refuse) => {
    const headers = etag === undefined ? {} : { 'if-none-match': etag };
    request({ port, host: '127.0.0.1', path: `/${way}`, headers, agent: false }, (res) => {
      const chunks: Buffer[] = [];
      res.on('data', (chunk: Buffer) => chunks.push(chunk));
      res.on('end', () =>
        done({
          status: res.statusCode ?? 0,
          etag: res.headers.etag,
          body: Buffer.concat(chunks),
          bytes: res.socket.bytesRead,
        }),
      );
    })
      .on('error', refuse)
      .end();
  });

/** One polling console; counts the bytes of routes that were the same in its answer before. */
async function pollingConsole(
  port: number,
  way: Way,
  tally: Tally,
  rounds: number,
  first: number,
): Promise<void> {
  let known = new Map<string, string>();
  let etag: string | undefined;
  const period = (POLL_SECONDS * 1_000) / SPEED;
  await sleep(first * period);
  for (let round = 0; round < rounds; round++) {
    const answer = await poll(port, way, way === 'etag' ? etag : undefined);
    tally.bytes += answer.bytes;
    tally.answers++;
    etag = answer.etag;
    if (answer.status === 304) {
      tally.unchangedAnswers++;
    } else {
      const text = way === 'gzip' ? gunzipSync(answer.body).toString() : answer.body.toString();
      const now = new Map(
        (JSON.parse(text) as RouteState[]).map((route) => [route.id, JSON.stringify(route)]),
      );
      // The first answer is news to whoever has nothing.
      if (round > 0) {
        for (const [id, row] of now) {
          tally.routeBytes += row.length;
          if (known.get(id) === row) tally.redundantBytes += row.length;
        }
      }
      known = now;
    }
    await sleep(period);
  }
}

interface Pushed {
  /** Median console, ten minutes of the fleet, bytes. */
  readonly snapshot: number;
  readonly live: number;
  readonly board: StreamMirror;
}

/** Bytes a second that a console gets where nothing happens: heartbeats are paid by the wall's clock, whatever the fleet's speed. */
async function idleRate(flags: readonly string[]): Promise<number> {
  const gateway = await benchGateway(['--input', 'none', ...flags]);
  try {
    const mirror = new StreamMirror(gateway.url, await gateway.token('dispatcher', 'bench'), 'dispatch');
    await mirror.subscribe();
    const [from, since] = [mirror.bytes, performance.now()];
    await sleep(12_000);
    const rate = (mirror.bytes - from) / ((performance.now() - since) / 1_000);
    mirror.close();
    return rate;
  } finally {
    await gateway.end();
  }
}

/** Runs the fleet for its ten minutes; `meanwhile` is given a live copy of the board. */
async function push(
  flags: readonly string[],
  meanwhile: (routes: () => RouteState[]) => Promise<void>,
): Promise<Pushed> {
  const idle = await idleRate(flags);
  const speed = ['--speed', String(SPEED), '--start-time', '14:00', '--date', '2026-11-20'];
  const gateway = await benchGateway(['--input', 'simulator', ...speed, ...flags]);
  try {
    const token = await gateway.token('dispatcher', 'bench');
    const mirrors = Array.from({ length: CONSOLES }, () => new StreamMirror(gateway.url, token, 'dispatch'));
    await Promise.all(mirrors.map((mirror) => mirror.subscribe()));
    const [board] = mirrors;
    if (board === undefined) throw new Error('no console');
    const snapshots = mirrors.map((mirror) => mirror.bytes);
    const since = performance.now();
    await meanwhile(() => board.routes);
    const seconds = (performance.now() - since) / 1_000;
    const scale = (MINUTES * 60) / (seconds * SPEED);
    const live = mirrors.map((mirror, n) => {
      const changes = mirror.bytes - (snapshots[n] ?? 0) - idle * seconds;
      return changes * scale + idle * MINUTES * 60;
    });
    for (const mirror of mirrors) mirror.close();
    return { snapshot: median(snapshots), live: median(live), board };
  } finally {
    await gateway.end();
  }
}

const rounds = (MINUTES * 60) / POLL_SECONDS;
const ways: Way[] = ['plain', 'etag', 'gzip'];
const tallies = new Map(ways.map((way) => [way, emptyTally()]));
const lan = await push([], async (routes) => {
  const { server, port } = await serveBoard(routes);
  await Promise.all(
    [...tallies].flatMap(([way, tally]) =>
      Array.from({ length: CONSOLES }, (_, n) => pollingConsole(port, way, tally, rounds, n / CONSOLES)),
    ),
  );
  server.close();
});
const wan = await push(['--deflate', 'on'], () => sleep((MINUTES * 60_000) / SPEED));

const share = (part: number, whole: number) => (whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)} %`);
const total = (pushed: Pushed) => pushed.snapshot + pushed.live;
const against = (bytes: number) => [
  `${(bytes / total(lan)).toFixed(1)}x`,
  `${(bytes / total(wan)).toFixed(1)}x`,
];
const pushRow = (name: string, pushed: Pushed) => [
  name,
  kib(total(pushed)),
  kib(total(pushed) * CONSOLES),
  share(pushed.board.redundant, pushed.board.told),
  ...against(total(pushed)),
];
console.log(
  `${CONSOLES} consoles, ${lan.board.routes.length} routes, ${MINUTES} minutes of the fleet at ${SPEED}x, polls every ${POLL_SECONDS} s`,
);
console.log(
  table([
    ['way', 'a console', 'all', 'told nothing new', 'over push', 'over push, deflated'],
    ...[...tallies].map(([way, tally]) => [
      `polling, ${way}`,
      kib(tally.bytes / CONSOLES),
      kib(tally.bytes),
      way === 'etag'
        ? `${share(tally.redundantBytes, tally.routeBytes)}, ${share(tally.unchangedAnswers, tally.answers)} were 304`
        : share(tally.redundantBytes, tally.routeBytes),
      ...against(tally.bytes / CONSOLES),
    ]),
    pushRow('push', lan),
    pushRow('push, deflated', wan),
  ]),
);
for (const [name, pushed] of Object.entries({ push: lan, 'push, deflated': wan })) {
  const { board, snapshot, live } = pushed;
  console.log(
    `${name}: snapshot ${kib(snapshot)}, then ${kib(live)} for ${board.deltas} deltas with ${board.changes} changes, heartbeats included`,
  );
}
