import { afterEach, expect, test } from 'vitest';
import type { Entry } from '../../../contract/stream.ts';
import { wallMs } from '../../../contract/time.ts';
import { openEdge } from '../../../gateway/push/harness.ts';
import { systemClock } from '../clock.ts';
import type { PowerEvent } from '../ports.ts';
import { openProxy } from '../testing/proxy.ts';
import { openConsole, TestHost } from '../testing/rig.ts';
import { anAlarm } from '../testing/values.ts';

const FRESH_MS = 5_000;
const JUMP_MS = 300_000;

const ends: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** A console on a line of its own, whose clock someone can set. */
async function desk(edge: Awaited<ReturnType<typeof openEdge>>) {
  const proxy = await openProxy(edge.url);
  ends.push(() => proxy.close());
  const system = systemClock();
  const host = new TestHost();
  let offset = 0;
  const clock = { ...system, now: () => wallMs(system.now() + offset) };
  const rig = openConsole({ gateway: proxy.url, token: await edge.token() }, host, { clock });
  ends.push(() => rig.desk.dispose());
  await rig.desk.start();
  const window = rig.window();
  window.sub('alarms');
  const phase = () => window.latest.link?.phase;
  await window.until(() => phase() === 'live', 'live at first');
  let lives = 0;
  return {
    proxy,
    host,
    window,
    phase,
    set: (ms: number) => void (offset += ms),
    /** Resolves with the milliseconds until it is live over another connection and has the alarm that is raised now. */
    async fresh(what: string): Promise<number> {
      const from = performance.now();
      const id = `fresh-${what}-${String(++lives)}`;
      edge.tick([[id, alarm(id)]], 'alerts');
      await window.until(() => window.mirror.alarms.has(id) && phase() === 'live', what, FRESH_MS);
      return performance.now() - from;
    },
  };
}
const alarm = (id: string) => anAlarm(id) as unknown as Entry;

test('after a wake, an unlock and another network a dead line is fresh within 5 s', async () => {
  const edge = await openEdge();
  ends.push(() => edge.close());
  const events: PowerEvent[] = ['resume', 'unlock', 'network'];
  await Promise.all(
    events.map(async (event) => {
      const one = await desk(edge);
      one.proxy.freeze();
      one.host.wake(event);
      expect(await one.fresh(event)).toBeGreaterThan(2_000);
    }),
  );
});

test('after a clock that was set, forward or back, over a living line and a dead one: fresh within 5 s', async () => {
  const edge = await openEdge();
  ends.push(() => edge.close());
  await Promise.all(
    [JUMP_MS, -JUMP_MS].flatMap((ms) =>
      [false, true].map(async (dead) => {
        const one = await desk(edge);
        if (dead) one.proxy.freeze();
        one.set(ms);
        await one.fresh(`${String(ms)} ${String(dead)}`);
        // And once more when it is put right: what was asked for meanwhile waits for nothing that lies ahead.
        if (!dead) one.proxy.cut();
        one.set(-ms);
        await one.fresh(`${String(ms)} ${String(dead)} back`);
      }),
    ),
  );
});

test('a wait of before a sleep is over with it, though nobody said that it was one', async () => {
  const edge = await openEdge();
  ends.push(() => edge.close());
  const one = await desk(edge);
  one.proxy.down(true);
  const long = () => (one.window.latest.link?.nextTryAt ?? 0) - Date.now() > 3_000;
  await one.window.until(long, 'a long wait', 20_000);
  one.proxy.down(false);
  one.set(3_600_000);
  expect(await one.fresh('slept')).toBeLessThan(2_500);
});
