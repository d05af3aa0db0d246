import type { CallName, ToRenderer } from '../../contract/bridge.ts';
import { callArgs } from '../../contract/schema/bridge.ts';
import { FakeClock } from '../../main/console/testing/clock.ts';
import { FakePort } from '../../main/console/testing/port.ts';
import { openConsole } from '../../main/console/testing/rig.ts';
import { junk, mutated, text, torn, type Dice } from './junk.ts';
import { Tally } from './tally.ts';

const CALLS = Object.keys(callArgs) as CallName[];
/** Good arguments of some calls, to be spoilt; the others are called with nonsense. */
const GOOD: Partial<Record<CallName, unknown>> = {
  select: { routeId: '1' },
  acknowledge: { alarmId: '0d4a0f66-0000-4000-8000-000000000000', comment: 'seen' },
  history: { series: 'on-time', from: 0, to: 1 },
  setViewport: { viewport: [-122.5, 37.7, -122.3, 37.9] },
  dismissGap: { id: 1 },
  signIn: { gateway: 'http://127.0.0.1:1', token: 'a.b.c' },
  notified: { alarmId: '0d4a0f66-0000-4000-8000-000000000000', outcome: 'shown' },
};
/** Real calls that would start a connection: nonsense must not leave this process. */
const QUIET = CALLS.filter((name) => name !== 'signIn' && name !== 'retryNow');
const BATCH = 500;

/** A window that remembers only how its calls were answered. */
class Caller extends FakePort {
  readonly codes: string[] = [];

  protected override take(message: ToRenderer): void {
    if (message.t === 'result') this.codes.push(message.result.ok ? 'ok' : message.result.error.code);
    else if (message.t === 'frame') this.say({ t: 'ack', n: message.n });
  }
}

/** Malformed messages from a window to a real console: each call is answered, all else that is wrong is counted. */
export async function fuzzBridge(count: number, d: Dice): Promise<Tally> {
  const tally = new Tally('bridge messages');
  // A command that is good after all waits for a gateway until it expires: time that a test moves.
  const clock = new FakeClock();
  const { desk } = openConsole({ gateway: null, token: null }, undefined, { clock });
  await desk.start();
  const port = new Caller();
  desk.attach(port);
  while (tally.sent < count) {
    let calls = 0;
    const most = Math.min(BATCH, count - tally.sent);
    for (let n = 0; n < most; n++) {
      const { message, isCall } = one(d, tally.sent);
      tally.sent += 1;
      if (isCall) calls += 1;
      else tally.add('no call: counted, or harmless');
      port.say(message);
    }
    while (port.codes.length < calls) {
      await new Promise((resolve) => setTimeout(resolve, 1));
      clock.advance(60_000);
    }
    for (const code of port.codes.splice(0))
      tally.add(code === 'ok' ? 'was good after all' : `answered ${code}`);
  }
  const { counters } = desk.link;
  for (const [kind, n] of Object.entries(counters)) tally.count(kind, n);
  port.close();
  desk.dispose();
  return tally;
}

function one(d: Dice, id: number): { message: string; isCall: boolean } {
  const kind = d.int(10);
  if (kind < 6) {
    const name = d.int(8) === 0 ? text(d, 8) : d.pick(QUIET);
    const good = GOOD[name as CallName];
    const args = good === undefined ? junk(d, 3) : mutated(d, good);
    return { message: JSON.stringify({ t: 'call', id, name, args }), isCall: true };
  }
  if (kind === 6)
    return { message: JSON.stringify({ t: d.pick(['sub', 'unsub']), topic: junk(d, 1) }), isCall: false };
  if (kind === 7) return { message: JSON.stringify({ t: 'ack', n: junk(d, 1) }), isCall: false };
  if (kind === 8) return { message: torn(d, '{"t":"sub","topic":"routes"}'), isCall: false };
  return { message: JSON.stringify(junk(d)) ?? '', isCall: false };
}
