import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createAuthenticator, loadOrCreateKey, type Auth } from '../../gateway/auth/index.ts';
import { ConsoleProcess } from './console-process.ts';
import { Desk } from './desk.ts';
import { runFault, type Stage } from './faults.ts';
import { GatewayProcess } from './gateway-process.ts';
import { followPlan } from './follow.ts';
import { judge, type Loss, type Ran, type Sample, type Verdict } from './judge.ts';
import { Memory, bytesIn, type Held } from './memory.ts';
import { Operator } from './operator.ts';
import { cannotPaint, Painted } from './painted.ts';
import type { Options } from './options.ts';
import type { Fault } from './plan.ts';
import { openFaultProxy, type FaultProxy } from './proxy.ts';
import { settle, until } from './settle.ts';
import { Truth } from './truth.ts';
import { Workload } from './workload.ts';

export interface Outcome {
  readonly verdict: Verdict;
  /** Milliseconds in which alarms were made. */
  readonly length: number;
  readonly alarms: number;
  readonly acknowledged: number;
  /** Items that the gateway took no notice of: their route went with a lost log. */
  readonly rejected: number;
  readonly left: number;
  /** Of the plan: their kind had run, and the time was over. */
  readonly faultsLeft: number;
  /** Everything was there before the time to settle was over. */
  readonly settled: boolean;
  readonly counters: Readonly<Record<string, number>>;
  /** What could not be shown on this computer, and why. */
  readonly leftOut: readonly string[];
  /** By console. */
  readonly timelines: readonly string[];
  readonly lives: readonly Life[];
  readonly memory: ReadonlyMap<string, Held>;
  /** Bytes of the run's folder. */
  readonly disk: { readonly end: number; readonly most: number };
  /** Why it ended before its plan did: what came until then is judged all the same. */
  readonly broke: string | null;
}

/** When a console's process was ended hard and opened again, seconds after the plan began; the first start is before it. */
export interface Life {
  readonly painted: boolean;
  readonly killed: readonly number[];
  readonly started: readonly number[];
}

const TENANT = 'demo';
/** In which a console comes by each step of its journal. */
const STEP_MS = 10_000;
const PROCESSES = 4;
const DAY_S = 86_400;
const MINUTE_MS = 60_000;
/** A longer run says a line a minute, and not one for each fault. */
const TELLS_EACH_MINUTES = 5;
const SAMPLE_MS = 400;
const LOOK_MS = 200;
const START_MS = 60_000;
/** Alarms a second, so that with K consoles far more than 200 deliveries a minute are due. */
const rateFor = (consoles: number): number => Math.max(2, 8 / consoles);

/** The whole run: starts everything, follows the plan, lets it settle, ends everything, and judges. */
export async function run(
  options: Options,
  plan: readonly Fault[],
  say: (line: string) => void,
): Promise<Outcome> {
  const dir = mkdtempSync(join(tmpdir(), 'routewatch-chaos-'));
  const ends: (() => unknown)[] = [() => rmSync(dir, { recursive: true, force: true })];
  try {
    return await stageRun(options, plan, dir, ends, say);
  } finally {
    for (const end of ends.reverse()) await end();
  }
}

async function stageRun(
  options: Options,
  plan: readonly Fault[],
  dir: string,
  ends: (() => unknown)[],
  say: (line: string) => void,
): Promise<Outcome> {
  const dataDir = join(dir, 'gateway');
  const olderDir = join(dir, 'older');
  const memory = new Memory();
  const gateway = new GatewayProcess(dataDir, options.sabotage, options.peer, (rss) =>
    memory.report('gateway', rss),
  );
  ends.push(() => gateway.end());
  await gateway.start();
  let gatewayOffset = 0;
  const auth: Auth = createAuthenticator({ key: await loadOrCreateKey(dataDir) });
  const issue = (
    sub: string,
    role: 'dispatcher' | 'supervisor' | 'ingest',
    seconds: number,
  ): Promise<string> => auth.issueToken({ sub, role, tenant: TENANT, seconds });

  const desks: Desk[] = [];
  const processes = Array.from(
    { length: Math.min(PROCESSES, options.consoles) },
    (_, n) =>
      new ConsoleProcess(options.sabotage, options.peer, (message) => {
        if (message.t === 'memory') memory.report(`consoles ${String(n)}`, message.rss);
        else desks[message.console]?.hear(message);
      }),
  );
  ends.push(() => Promise.all(processes.map((one) => one.end())));
  const lacking = unpainted(options);
  const leftOut = lacking === null ? [] : [`a console judged by what it paints: ${lacking}`];
  for (const line of leftOut) say(`left out: ${line}`);
  const painted = lacking === null ? await Painted.launch() : null;
  if (painted !== null) ends.push(() => painted.end());
  const proxies: FaultProxy[] = [];
  ends.push(() => Promise.all(proxies.map((one) => one.close())));
  for (let index = 0; index < options.consoles; index += 1) {
    const proxy = await openFaultProxy(() => gateway.consolePort);
    proxies.push(proxy);
    desks.push(
      new Desk({
        index,
        proxy,
        process: processes[index % processes.length] as ConsoleProcess,
        folder: join(dir, `console-${String(index)}`),
        token: await issue(`desk-${String(index)}`, 'dispatcher', DAY_S),
        painted: index === options.consoles - 1 ? painted : null,
        gatewayOffset: () => gatewayOffset,
      }),
    );
  }
  for (const one of processes) one.start();
  for (const desk of desks) desk.open();
  const looking = setInterval(() => desks.forEach((desk) => desk.look()), LOOK_MS);
  ends.push(() => clearInterval(looking));
  if (!(await until(() => desks.every((desk) => desk.live), START_MS)))
    throw new Error(`not every console was live after ${String(START_MS / 1_000)} s`);

  const truth = new Truth(dataDir, join(dir, 'copy'));
  const sampling = setInterval(() => truth.sample(), SAMPLE_MS);
  ends.push(() => clearInterval(sampling));
  const workload = new Workload({
    seed: options.seed,
    rate: rateFor(options.consoles),
    gateway: () => gateway.url,
    token: await issue('chaos', 'ingest', DAY_S),
    gatewayOffset: () => gatewayOffset,
  });
  ends.push(() => workload.stop());
  const operator = new Operator(gateway.url, await issue('colleague', 'supervisor', DAY_S), truth);
  ends.push(() => operator.dispose());
  truth.sample();
  truth.keep(olderDir);
  workload.start();
  memory.begin();

  const losses: Loss[] = [];
  const ran: Ran[] = [];
  const stage: Stage = {
    dataDir,
    olderDir,
    gateway,
    desks,
    truth,
    workload,
    losses,
    token: (desk, seconds) => issue(`desk-${String(desk.index)}`, 'dispatcher', seconds),
    gatewayClock: (offset) => {
      gatewayOffset = offset;
      gateway.order({ t: 'clock', offset });
    },
    respawn: async (desk, ms, step) => {
      const mine = desks.filter((one) => one.process === desk.process);
      if (step !== undefined) desk.die(step);
      const died = step !== undefined && (await desk.process.gone(STEP_MS));
      await desk.process.kill();
      for (const one of mine) one.killed();
      await sleep(ms);
      desk.process.start();
      for (const one of mine) one.open();
      return died;
    },
  };
  const began = performance.now();
  const relative = (at: number): number => (at - began) / 1_000;
  let most = 0;
  const look = (): void => {
    memory.report('harness', process.memoryUsage.rss());
    most = Math.max(most, bytesIn(dir));
  };
  look();
  const progress = setInterval(() => {
    look();
    const live = desks.filter((desk) => desk.live).length;
    const held = [...memory.all].map(([name, { end }]) => `${name} ${mib(end)}`).join(', ');
    say(
      `minute ${(relative(performance.now()) / 60).toFixed(0)}: ${String(ran.length)} faults, ${String(truth.alarms.size)} alarms, ${String(live)} of ${String(desks.length)} live, MiB: ${held}, folder ${mib(bytesIn(dir))}`,
    );
  }, MINUTE_MS);
  ends.push(() => clearInterval(progress));
  const tells = options.minutes <= TELLS_EACH_MINUTES;
  const { broke, left } = await followPlan(plan, options.minutes * MINUTE_MS, async (fault) => {
    if (tells)
      say(
        `${relative(performance.now()).toFixed(1)} s ${fault.kind}${fault.console === null ? '' : ` console ${String(fault.console)}`}`,
      );
    ran.push(await runFault(fault, stage));
  });
  if (broke !== null) say(`broke off: ${broke}`);
  if (broke === null) await sleep(Math.max(0, began + options.minutes * MINUTE_MS - performance.now()));
  workload.stop();
  const length = performance.now() - began;
  const settled = await settle(desks, truth);
  look();

  const due = [...truth.alarms.values()];
  const counters: Record<string, number> = {};
  for (const desk of desks)
    for (const [name, count] of Object.entries(desk.counters)) counters[name] = (counters[name] ?? 0) + count;
  const since = <T extends { readonly at: number }>(one: T): T => ({ ...one, at: one.at - began });
  const watched = desks.map((desk) => ({
    seen: new Map([...desk.seen].map(([id, at]) => [id, at - began])),
    notified: new Map([...desk.notified].map(([id, times]) => [id, times.map((at) => at - began)])),
    samples: desk.samples.map(since),
    kills: desk.kills.map(since),
  }));
  return {
    verdict: judge(
      due.map(({ id, firstAt, held, open }) => ({
        id,
        firstAt: firstAt - began,
        where: open ? 'open' : held ? 'in the history' : 'not with the gateway any more',
      })),
      watched,
      ran.map((one) => ({ ...one, from: one.from - began, to: one.to - began })),
      losses.map(since),
    ),
    length,
    alarms: due.length,
    acknowledged: operator.acknowledged,
    rejected: workload.rejected,
    left: workload.left,
    faultsLeft: left,
    settled,
    counters,
    leftOut,
    timelines: watched.map((desk) => timeline(desk.samples)),
    lives: desks.map((desk) => ({
      painted: desk.painted !== null,
      killed: desk.kills.map(({ at }) => relative(at)),
      started: desk.starts.map(relative),
    })),
    memory: new Map([...memory.all].sort(([a], [b]) => a.localeCompare(b))),
    disk: { end: bytesIn(dir), most },
    broke,
  };
}

const mib = (bytes: number): string => (bytes / 1_048_576).toFixed(0);

/** Why no console is judged by what it paints in this run; null where one is. */
function unpainted({ only, peer }: Options): string | null {
  if (peer !== null) return 'a peer has no window';
  return only === null ? cannotPaint() : 'only some kinds were asked for';
}

/** `0.0 live, 35.2 connecting, ...`: a line for each console that something is found of. */
function timeline(samples: readonly Sample[]): string {
  const turns = samples.filter(({ phase }, n) => phase !== samples[n - 1]?.phase);
  return turns.map(({ at, phase }) => `${(at / 1_000).toFixed(1)} ${phase ?? '-'}`).join(', ');
}
