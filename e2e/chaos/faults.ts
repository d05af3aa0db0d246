import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Desk } from './desk.ts';
import type { GatewayProcess } from './gateway-process.ts';
import type { Loss, Ran } from './judge.ts';
import type { Step } from './messages.ts';
import type { Fault } from './plan.ts';
import type { Line } from './proxy.ts';
import { revoke, type Truth } from './truth.ts';
import type { Workload } from './workload.ts';

export interface Stage {
  readonly dataDir: string;
  /** A copy of the database from the run's beginning. */
  readonly olderDir: string;
  readonly gateway: GatewayProcess;
  readonly desks: readonly Desk[];
  readonly truth: Truth;
  readonly workload: Workload;
  /**
   * Ends a console's process hard and starts it `ms` later; with a step, when it comes by this step of its journal. True where it
   * died there; one that never comes by is ended all the same.
   */
  readonly respawn: (desk: Desk, ms: number, step?: Step) => Promise<boolean>;
  readonly token: (desk: Desk, seconds: number) => Promise<string>;
  readonly losses: Loss[];
  readonly gatewayClock: (offset: number) => void;
}

const CLOCK_MS = 300_000;
const DAY_S = 86_400;
/** In which what is under way reaches the consoles before a log is taken away. */
const QUIET_MS = 1_200;
const TRIMMED_TO = 2;
/** The console's longest wait, and what a browser takes to paint. */
const ALIVE_MS = 35_000;
/** A fault that meets nothing, as its line was down or nothing came over it, is done again. */
const TRIES = 3;

/** Does one fault from its beginning to its end, until it met something. */
export async function runFault(fault: Fault, stage: Stage): Promise<Ran> {
  const { kind, console } = fault;
  const desk = console === null ? null : (stage.desks[console] ?? null);
  for (let left = TRIES; ; left -= 1) {
    // A fault on a line that is down already is none; one that does not come back in time gets it all the same.
    for (const end = performance.now() + ALIVE_MS; desk?.live === false && performance.now() < end;)
      await sleep(50);
    const from = performance.now();
    const took = await (desk === null ? onGateway(fault, stage) : onConsole(fault, desk, stage));
    if (took || left === 1) return { kind, console, from, to: performance.now(), took };
  }
}

const STEPS: Readonly<Record<string, (draw: number) => Step>> = {
  'kill-before-insert': () => 'before-insert',
  'kill-before-show': () => 'before-show',
  'kill-before-mark': () => 'before-mark',
  'kill-in-compaction': (draw) => (draw < 0.5 ? 'new-written' : 'new-named'),
};

async function onConsole(fault: Fault, desk: Desk, stage: Stage): Promise<boolean> {
  const { proxy } = desk;
  const line = async (mode: Line): Promise<boolean> => {
    proxy.set(mode);
    await sleep(fault.ms);
    const { touched } = proxy;
    proxy.set('open');
    return touched > 0;
  };
  switch (fault.kind) {
    case 'reset':
      proxy.reset();
      await sleep(fault.ms);
      return proxy.touched > 0;
    case 'dns-failure':
      desk.dns(true);
      proxy.reset();
      await sleep(fault.ms);
      desk.dns(false);
      return true;
    case 'log-trimmed':
      stage.gateway.order({ t: 'retain', deltas: TRIMMED_TO });
      await line('down');
      stage.gateway.order({ t: 'retain', deltas: null });
      return true;
    case 'console-clock-plus':
    case 'console-clock-minus':
      desk.clock(fault.kind.endsWith('plus') ? CLOCK_MS : -CLOCK_MS);
      await sleep(fault.ms);
      desk.clock(0);
      return true;
    case 'console-kill':
      await stage.respawn(desk, fault.ms);
      return true;
    case 'kill-before-insert':
    case 'kill-before-show':
    case 'kill-before-mark':
    case 'kill-in-compaction':
      return await stage.respawn(desk, fault.ms, STEPS[fault.kind]?.(fault.draw));
    case 'disk-full':
      return await diskFull(fault, desk);
    case 'token-expiry':
      // A gateway whose clock was set back meanwhile lets it live on: then once more.
      desk.signIn(await stage.token(desk, Math.max(2, Math.floor(fault.ms / 1_000) - 3)));
      return await isRefused(desk, stage, 'expired', fault.ms * 2, () => undefined);
    case 'revoked-offline':
      return await revokedOffline(fault, desk, stage);
    default:
      return await line(fault.kind as Line);
  }
}

/** The operator is told that memory will not last, and that it does again; what is raised meanwhile is shown all the same. */
async function diskFull(fault: Fault, desk: Desk): Promise<boolean> {
  const until = async (told: boolean): Promise<boolean> => {
    for (const end = performance.now() + ALIVE_MS; performance.now() < end; await sleep(100))
      if ((desk.reason === 'no-journal') === told) return true;
    return false;
  };
  desk.full(true);
  const told = await until(true);
  await sleep(fault.ms);
  desk.full(false);
  return (await until(false)) && told;
}

/** Cut off first, then revoked, then let back: the console's own next try is refused, and says so. */
async function revokedOffline(fault: Fault, desk: Desk, stage: Stage): Promise<boolean> {
  const { proxy } = desk;
  const revoked = (): boolean =>
    stage.gateway.up && revoke(stage.dataDir, claim(desk.token, 'jti'), Date.now() + DAY_S * 1_000);
  proxy.set('down');
  for (const end = performance.now() + ALIVE_MS; performance.now() < end; await sleep(100))
    if (!desk.live && revoked()) break;
  await sleep(fault.ms / 3);
  proxy.set('open');
  return await isRefused(desk, stage, 'revoked', ALIVE_MS, () => {
    // A log that was lost meanwhile took the revocation with it; and an operator who is back does not wait for the next try.
    revoked();
    desk.retry();
  });
}

/** Waits until the console says that a human must act, and lets the human act: a new token, until it is taken. */
async function isRefused(
  desk: Desk,
  stage: Stage,
  reason: 'expired' | 'revoked',
  ms: number,
  meanwhile: () => void,
): Promise<boolean> {
  let took = false;
  let round = 0;
  for (const end = performance.now() + ms; performance.now() < end && !took; await sleep(100)) {
    took = desk.reason === reason;
    round += 1;
    if (round % ROUND === 0 && !took) meanwhile();
  }
  // A gateway that is away just now takes none, and says so on the form: the human presses again.
  const token = await stage.token(desk, DAY_S);
  for (const until = performance.now() + SIGNED_IN_MS; performance.now() < until;) {
    desk.signIn(token);
    for (let left = 4 * ROUND; left > 0 && !desk.live; left -= 1) await sleep(100);
    if (desk.live) break;
  }
  return took;
}
/** In which a gateway that is ended and started again takes a token. */
const SIGNED_IN_MS = 60_000;
/** Of 100 ms: so often an operator presses the button. */
const ROUND = 20;

const claim = (token: string, name: string): string => {
  const [, payload = ''] = token.split('.');
  return String(
    (JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Record<string, unknown>)[name],
  );
};

async function onGateway(fault: Fault, stage: Stage): Promise<boolean> {
  const { gateway, truth } = stage;
  switch (fault.kind) {
    case 'gateway-kill':
      await gateway.kill();
      truth.sample();
      await sleep(fault.ms);
      await gateway.start();
      return true;
    case 'gateway-kill-before-emit': {
      gateway.order({ t: 'kill-before-emit' });
      const gone = await gateway.gone(fault.ms);
      if (!gone) await gateway.kill();
      truth.sample();
      await gateway.start();
      return gone;
    }
    case 'gateway-restart':
      await gateway.end();
      truth.sample();
      await sleep(fault.ms);
      await gateway.start();
      return true;
    case 'log-lost':
    case 'log-restored':
      return await loseLog(fault, stage);
    case 'gateway-clock-plus':
    case 'gateway-clock-minus':
      stage.gatewayClock(fault.kind.endsWith('plus') ? CLOCK_MS : -CLOCK_MS);
      await sleep(fault.ms);
      stage.gatewayClock(0);
      return true;
    default:
      throw new RangeError(`no fault ${fault.kind}`);
  }
}

async function loseLog(
  fault: Fault,
  { gateway, truth, workload, dataDir, olderDir, losses }: Stage,
): Promise<boolean> {
  workload.pause(true);
  await sleep(QUIET_MS);
  await gateway.kill();
  truth.sample();
  const before = [...truth.alarms.values()].filter(({ held }) => held).map(({ id }) => id);
  const at = performance.now();
  for (const part of ['', '-wal', '-shm', '.clean'])
    rmSync(join(dataDir, `gateway.db${part}`), { force: true });
  if (fault.kind === 'log-restored') copyFileSync(join(olderDir, 'gateway.db'), join(dataDir, 'gateway.db'));
  await sleep(Math.max(0, fault.ms - QUIET_MS));
  await gateway.start();
  truth.sample();
  const gone = new Set(before.filter((id) => truth.alarms.get(id)?.held !== true));
  losses.push({ at, gone });
  workload.pause(false);
  return true;
}
