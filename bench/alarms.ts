import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { io } from 'socket.io-client';
import { createAuthenticator, loadOrCreateKey } from '../gateway/auth/index.ts';

/**
 * `npm run bench:alarms`: 10,000 alarms in 10 s through a gateway of its own process, against 100 in 10 s, seen by a console. Says what
 * was lost (nothing may be), the time from an alarm's raising to its arrival at the console, and the gateway's CPU.
 */
const SECONDS = 10;
const BATCH = 100;
const STOP = { stopId: 's', name: 'Elm St 4', lat: 30.2, lon: -97.7, service: 60 };

interface Figures {
  readonly alarms: number;
  readonly lost: number;
  readonly p50: number;
  readonly p99: number;
  readonly cpu: number;
}

async function run(count: number): Promise<Figures> {
  const dir = mkdtempSync(join(tmpdir(), 'routewatch-bench-alarms-'));
  const { child, url } = await start(dir);
  try {
    const auth = createAuthenticator({ key: await loadOrCreateKey(dir) });
    const token = async (role: 'ingest' | 'dispatcher') =>
      await auth.issueToken({ sub: `bench-${role}`, role, tenant: 'demo', seconds: 3_600 });
    const ingest = { authorization: `Bearer ${await token('ingest')}`, 'content-type': 'application/json' };
    const post = async (path: string, body: unknown) => {
      const response = await fetch(url + path, {
        method: 'POST',
        headers: ingest,
        body: JSON.stringify(body),
      });
      if (!response.ok) throw new Error(`${path}: ${String(response.status)} ${await response.text()}`);
    };
    const name = (n: number) => `r${String(n)}`;
    const now = Date.now();
    const plan = (n: number) => ({
      id: name(n),
      vehicleId: `v${String(n)}`,
      start: now,
      stops: [{ ...STOP, arrival: now + 3_600_000 }],
    });
    for (let n = 0; n < count; n += BATCH)
      await post('/ingest/routes', range(n, Math.min(count, n + BATCH)).map(plan));

    const took: number[] = [];
    const seen = new Set<string>();
    const socket = io(`${url}/alerts`, {
      transports: ['websocket'],
      extraHeaders: { authorization: `Bearer ${await token('dispatcher')}` },
    });
    socket.on('d', ({ changes }: { changes: [string, { rule?: string; raisedWall?: number } | null][] }) => {
      const at = Date.now();
      for (const [id, fields] of changes) {
        if (fields?.rule !== 'breakdown' || fields.raisedWall === undefined || seen.has(id)) continue;
        seen.add(id);
        took.push(at - fields.raisedWall);
      }
    });
    await socket.timeout(10_000).emitWithAck('sub', { stream: 'alerts', epoch: null, seq: 0 });

    const before = cpuOf(child);
    const began = performance.now();
    const steps = Math.min(count, SECONDS * 20);
    for (let step = 0; step < steps; step++) {
      const ids = range(Math.round((step * count) / steps), Math.round(((step + 1) * count) / steps));
      const at = Date.now();
      await post(
        '/ingest/events',
        ids.map((n) => ({ routeId: name(n), vehicleId: null, at, type: 'breakdown', reason: 'engine' })),
      );
      await sleep(Math.max(0, (1_000 * SECONDS * (step + 1)) / steps - (performance.now() - began)));
    }
    for (let wait = 0; wait < 100 && seen.size < count; wait++) await sleep(100);
    const cpu = cpuOf(child) - before;
    socket.disconnect();
    took.sort((a, b) => a - b);
    const rank = (share: number) => took[Math.max(0, Math.ceil(share * took.length) - 1)] ?? Number.NaN;
    return { alarms: count, lost: count - seen.size, p50: rank(0.5), p99: rank(0.99), cpu };
  } finally {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
    rmSync(dir, { recursive: true, force: true });
  }
}

async function start(dir: string): Promise<{ child: ChildProcess; url: string }> {
  const cli = join(import.meta.dirname, '../gateway/cli/gateway.ts');
  const flags = ['--ready-json', '--port=0', '--input=none', `--data-dir=${dir}`, '--log-level=warn'];
  const child = spawn(process.execPath, [cli, ...flags], { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: child.stdout })) {
    return { child, url: (JSON.parse(line) as { url: string }).url };
  }
  throw new Error('the gateway did not start');
}

/** Seconds of user and system time so far; Linux. */
function cpuOf({ pid }: ChildProcess): number {
  const fields =
    readFileSync(`/proc/${String(pid)}/stat`, 'utf8')
      .split(') ')[1]
      ?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, n) => from + n);

const calm = await run(100);
const flood = await run(10_000);
for (const { alarms, lost, p50, p99, cpu } of [calm, flood]) {
  console.log(
    `${String(alarms)} alarms in ${String(SECONDS)} s: ${String(lost)} lost, raised to console p50 ${String(p50)} ms, p99 ${String(p99)} ms, gateway ${cpu.toFixed(2)} CPU-s`,
  );
}
console.log(
  `ratio: p99 x${(flood.p99 / calm.p99).toFixed(1)}, CPU x${(flood.cpu / calm.cpu).toFixed(1)} for x100 alarms`,
);
if (flood.lost > 0) process.exitCode = 1;
