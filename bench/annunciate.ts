import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { happened, trailOf } from '../e2e/support/alarms.ts';
import { plan, until } from '../e2e/support/fleet.ts';
import type { Gateway } from '../e2e/support/gateway.ts';
import { launchWeb } from '../e2e/support/hosts.ts';
import { fileJournal } from '../main/console/index.ts';
import { openConsole, TestHost } from '../main/console/testing/rig.ts';
import { benchGateway } from './lib/gateway.ts';
import { KeyProbe } from './lib/key-probe.ts';
import { percentile, table } from './lib/stats.ts';

/**
 * 1. From the gateway's raising of an alarm (its trail's time) to the request of its notification, over loopback: a gateway in its own
 * process, consoles with journals on the disk, all in this one. 2. `FLOOD` alarms (10,000) in 10 s: notifications asked for, alarms
 * that the gateway's trail has as received, and from a key to its paint in the web host's page meanwhile.
 */
/** Few at once: each writes to the same disk before it asks. */
const CONSOLES = 4;
const ROUNDS = Number(process.env['ROUNDS'] ?? '6');
/** A burst has five of its own; more would be one summary. */
const ALARMS = 5;
const GOAL_MS = 250;
const FLOOD = Number(process.env['FLOOD'] ?? '10000');
const SECONDS = 10;
/** Ingest takes so many at once. */
const AT_ONCE = 500;

const ids = (count: number): string[] => Array.from({ length: count }, (_, n) => String(n + 1));

async function plans(gateway: Gateway, count: number): Promise<void> {
  const all = ids(count).map((id, street) => plan(id, street % 200, { stops: 2, firstIn: 60 }));
  for (let from = 0; from < count; from += AT_ONCE)
    await gateway.ingest('routes', all.slice(from, from + AT_ONCE));
}

async function requests(): Promise<number[]> {
  const gateway = await benchGateway(['--input', 'none']);
  const folder = mkdtempSync(join(tmpdir(), 'routewatch-bench-'));
  const asked: { readonly id: string; readonly at: number }[] = [];
  const token = await gateway.token('dispatcher', 'bench');
  const desks = ids(CONSOLES).map((name) => {
    const notifications = {
      supported: () => 'supported' as const,
      dismiss: () => undefined,
      show: ({ id }: { readonly id: string }, tell: (outcome: 'shown') => void) => {
        asked.push({ id, at: Date.now() });
        tell('shown');
      },
    };
    const journal = fileJournal(join(folder, `${name}.log`));
    return openConsole({ gateway: gateway.url, token }, new TestHost(), { journal, notifications }).desk;
  });
  try {
    await plans(gateway, ALARMS);
    for (const desk of desks) await desk.start();
    const live = () => Promise.resolve(desks.every(({ link }) => link.phase === 'live'));
    await until(live, Boolean, 30_000);
    for (const id of ids(ALARMS)) {
      await gateway.ingest('events', [happened(id, 'breakdown')]);
      await sleep(1_000 + Math.random() * 50);
    }
    await until(
      () => Promise.resolve(asked.length),
      (n) => n >= CONSOLES * ALARMS,
    );
    const trail = await trailOf(gateway, await gateway.token('supervisor', 'bench-sup'));
    const raised = new Map(
      trail.filter(({ action }) => action === 'raised').map(({ alarmId, at }) => [alarmId, at]),
    );
    return asked.map(({ id, at }) => at - (raised.get(id) ?? NaN));
  } finally {
    for (const desk of desks) desk.dispose();
    for (const desk of desks) await desk.saved();
    await gateway.end();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

interface Flooded {
  readonly took: number;
  readonly raised: number;
  readonly received: number;
  readonly asked: readonly string[];
  readonly keys: readonly number[];
}

async function flood(): Promise<Flooded> {
  const gateway = await benchGateway(['--input', 'none']);
  const folder = mkdtempSync(join(tmpdir(), 'routewatch-bench-'));
  await plans(gateway, FLOOD);
  const token = await gateway.token('dispatcher', 'bench');
  const size = { width: 1_920, height: 1_080 };
  const desk = await launchWeb({
    gateway: gateway.url,
    token,
    userData: folder,
    size,
    init: KeyProbe.install,
  });
  try {
    const board = desk.page.getByTestId('board');
    await board.locator('[data-route]').first().waitFor();
    await sleep(3_000);
    const probe = new KeyProbe(desk.page);
    const keys: number[] = [];
    let flooding = true;
    const pressing = (async () => {
      await board.focus();
      while (flooding) {
        keys.push(await probe.press('ArrowDown', 'cursor'));
        await sleep(40 + Math.random() * 90);
      }
    })();
    const began = Date.now();
    const step = Math.ceil(FLOOD / (SECONDS * 5));
    const all = ids(FLOOD);
    for (let n = 0; n * step < FLOOD; n += 1) {
      await gateway.ingest(
        'events',
        all.slice(n * step, (n + 1) * step).map((id) => happened(id, 'breakdown')),
      );
      await sleep(Math.max(0, began + ((n + 1) * SECONDS * 1_000 * step) / FLOOD - Date.now()));
    }
    const took = Date.now() - began;
    flooding = false;
    await pressing;
    const supervisor = await gateway.token('supervisor', 'bench-sup');
    const count = async (action: string): Promise<number> => {
      const trail = await trailOf(gateway, supervisor);
      return new Set(trail.filter((entry) => entry.action === action).map(({ alarmId }) => alarmId)).size;
    };
    // What is not there after a minute is lost.
    for (let i = 0; i < 20 && (await count('received')) < FLOOD; i += 1) await sleep(3_000);
    const asked = (await desk.notifications()).map(({ title }) => title);
    return { took, raised: await count('raised'), received: await count('received'), asked, keys };
  } finally {
    await desk.close();
    await gateway.end();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

const ms = (value: number): string => `${value.toFixed(0)} ms`;
const times: number[] = [];
for (let round = 0; round < ROUNDS; round += 1) times.push(...(await requests()));
console.log(
  `raised to notification request, ${String(times.length)} in all, ${String(CONSOLES)} consoles at once`,
);
console.log(`p50 ${ms(percentile(times, 0.5))}  p99 ${ms(percentile(times, 0.99))}  goal ${ms(GOAL_MS)}`);
const flooded = await flood();
const summaries = flooded.asked.filter((title) => /alarms/.test(title)).length;
console.log(
  table([
    ['flood', ''],
    ['alarms raised', String(flooded.raised)],
    ['received by the console', String(flooded.received)],
    ['in', ms(flooded.took)],
    ['notifications by name', String(flooded.asked.length - summaries)],
    ['requests of the one summary', String(summaries)],
    ['key to paint p50', ms(percentile(flooded.keys, 0.5))],
    ['key to paint p99', ms(percentile(flooded.keys, 0.99))],
    ['keys', String(flooded.keys.length)],
  ]),
);
