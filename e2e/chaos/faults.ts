import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Desk } from './desk.ts';
import type { GatewayProcess } from './gateway-process.ts';
import type { Loss, Ran } from './judge.ts';
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
  /** Processes of consoles, by the desks in them. */
  readonly respawn: (desk: Desk, ms: number) => Promise<void>;
  readonly token: (desk: Desk, seconds: number) => Promise<string>;
  readonly losses: Loss[];
  readonly gatewayClock: (offset: number) => void;
}

const CLOCK_MS = 300_000;
const DAY_S = 86_400;
/** In which what is under way reaches the consoles before a log is taken away. */
const QUIET_MS = 1_200;
const TRIMMED_TO = 2;
const ALIVE_MS = 8_000;

/** Does one fault from its beginning to its end; true where it met something. */
export async function runFault(fault: Fault, stage: Stage): Promise<Ran> {
  const desk = fault.console === null ? null : (stage.desks[fault.console] ?? null);
  // A fault on a line that is down already is none; one that does not come back in time gets it all the same.
  for (const end = performance.now() + ALIVE_MS; desk?.live === false && performance.now() < end;)
    await sleep(50);
  const from = performance.now();
  const took = await (desk === null ? onGateway(fault, stage) : onConsole(fault, desk, stage));
  return { kind: fault.kind, console: fault.console, from, to: performance.now(), took };
}

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
    case 'token-expiry':
      // A gateway whose clock was set back meanwhile lets it live on: then once more.
      return (
        (await tokenEnds(fault, desk, stage, async () => undefined)) ||
        (await tokenEnds(fault, desk, stage, async () => undefined))
      );
    case 'revoked-offline':
      return await tokenEnds(fault, desk, stage, async () => {
        proxy.set('down');
        const revoked = (): boolean =>
          stage.gateway.up && revoke(stage.dataDir, claim(desk.token, 'jti'), Date.now() + DAY_S * 1_000);
        for (const end = performance.now() + ALIVE_MS; !revoked() && performance.now() < end;)
          await sleep(100);
        await sleep(fault.ms / 3);
        proxy.set('open');
      });
    case 'duplicated-emit':
    case 'reordered-emit':
    case 'dropped-emit':
      return (await line(fault.kind)) || (await line(fault.kind));
    default:
      return await line(fault.kind as Line);
  }
}

/** The token ends one way or the other, the console says so and waits for a human, who signs in again. */
async function tokenEnds(fault: Fault, desk: Desk, stage: Stage, how: () => Promise<void>): Promise<boolean> {
  const expires = fault.kind === 'token-expiry';
  if (expires) desk.signIn(await stage.token(desk, Math.max(2, Math.floor(fault.ms / 1_000) - 3)));
  await how();
  let took = false;
  for (const end = performance.now() + fault.ms * 2; performance.now() < end && !took; await sleep(100))
    took = desk.reason === (expires ? 'expired' : 'revoked');
  desk.signIn(await stage.token(desk, DAY_S));
  return took;
}

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
  const before = new Set(truth.alarms.keys());
  const at = performance.now();
  for (const part of ['', '-wal', '-shm', '.clean'])
    rmSync(join(dataDir, `gateway.db${part}`), { force: true });
  if (fault.kind === 'log-restored') copyFileSync(join(olderDir, 'gateway.db'), join(dataDir, 'gateway.db'));
  await sleep(Math.max(0, fault.ms - QUIET_MS));
  await gateway.start();
  truth.sample();
  const gone = new Set([...before].filter((id) => truth.alarms.get(id)?.held !== true));
  losses.push({ at, gone });
  workload.pause(false);
  return true;
}
