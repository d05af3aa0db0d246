import { describe, expect, it } from 'vitest';
import type { FrameBody, ToMain, ToRenderer, Topic } from '../../contract/bridge.ts';
import { BridgeClient, type Told } from './client.ts';
import type { WireEvents } from './wire.ts';

function rig() {
  const wires: { events: WireEvents; sent: ToMain[]; disposed: boolean }[] = [];
  const frames: FrameBody[] = [];
  const notes: Told[] = [];
  const left: Topic[] = [];
  const paints: (() => void)[] = [];
  const states: string[] = [];
  const client = new BridgeClient({
    connect: (events) => {
      const wire = { events, sent: [] as ToMain[], disposed: false };
      wires.push(wire);
      return {
        send: (text) => wire.sent.push(JSON.parse(text) as ToMain),
        dispose: () => {
          wire.disposed = true;
        },
      };
    },
    frame: (body) => frames.push(body),
    told: (note) => notes.push(note),
    status: ({ state }) => states.push(state),
    left: (topic) => left.push(topic),
    painted: (done) => paints.push(done),
    random: () => 0,
    now: () => 0,
  });
  client.start();
  const wire = () => wires.at(-1) ?? expect.fail('no wire');
  const say = (message: ToRenderer) => wire().events.message(JSON.stringify(message));
  return { client, wires, wire, frames, notes, left, paints, states, say };
}

const until = async (done: () => boolean): Promise<void> => {
  for (let i = 0; i < 200 && !done(); i += 1) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(done()).toBe(true);
};

describe('topics', () => {
  it('are joined by the first holder and left by the last', () => {
    const { client, wire, left } = rig();
    wire().events.opened();
    const first = client.subscribe('routes');
    const second = client.subscribe('routes');
    first.dispose();
    first.dispose();
    expect(wire().sent).toEqual([{ t: 'sub', topic: 'routes' }]);
    expect(left).toEqual([]);
    second.dispose();
    expect(wire().sent.at(-1)).toEqual({ t: 'unsub', topic: 'routes' });
    expect(left).toEqual(['routes']);
  });

  it('that were wanted before the wire opened are asked for when it does', () => {
    const { client, wire } = rig();
    client.subscribe('alarms');
    expect(wire().sent).toEqual([]);
    wire().events.opened();
    expect(wire().sent).toEqual([{ t: 'sub', topic: 'alarms' }]);
  });
});

describe('frames', () => {
  it('are acknowledged after they are painted, not before', () => {
    const { wire, say, paints, frames } = rig();
    wire().events.opened();
    say({ t: 'frame', n: 7, body: { detail: null } });
    expect(frames).toEqual([{ detail: null }]);
    expect(wire().sent).toEqual([]);
    paints[0]?.();
    expect(wire().sent).toEqual([{ t: 'ack', n: 7 }]);
  });

  it('of an older wire are not acknowledged on a newer one', async () => {
    const { wire, wires, say, paints } = rig();
    wire().events.opened();
    say({ t: 'frame', n: 1, body: {} });
    wire().events.closed('gone');
    await until(() => wires.length === 2);
    wire().events.opened();
    paints[0]?.();
    expect(wire().sent).toEqual([]);
  });

  it('that are no message of the contract are dropped alone and counted', () => {
    const { client, wire, say, frames } = rig();
    wire().events.opened();
    for (const text of ['{', '{"t":"frame","n":-1,"body":{}}', '{"t":"frame","n":1}', '[]'])
      wire().events.message(text);
    say({ t: 'frame', n: 1, body: {} });
    expect(client.invalid).toBe(4);
    expect(frames).toHaveLength(1);
  });
});

describe('calls', () => {
  it('are answered by their own id, in any order', async () => {
    const { client, wire, say } = rig();
    wire().events.opened();
    const one = client.call('retryNow', {});
    const two = client.call('select', { routeId: '214' });
    expect(wire().sent[1]).toEqual({ t: 'call', id: 2, name: 'select', args: { routeId: '214' } });
    say({ t: 'result', id: 2, result: { ok: true, value: null } });
    say({ t: 'result', id: 1, result: { ok: false, error: { code: 'busy', message: 'wait' } } });
    expect(await two).toEqual({ ok: true, value: null });
    expect(await one).toEqual({ ok: false, error: { code: 'busy', message: 'wait' } });
  });

  it('end as offline when the wire closes, and at once while there is none', async () => {
    const { client, wire } = rig();
    expect(await client.call('retryNow', {})).toMatchObject({ ok: false, error: { code: 'offline' } });
    wire().events.opened();
    const waiting = client.call('retryNow', {});
    wire().events.closed('the console has ended');
    expect(await waiting).toEqual({
      ok: false,
      error: { code: 'offline', message: 'the console has ended' },
    });
    client.dispose();
  });

  it('beyond 200 unanswered are answered busy', async () => {
    const { client, wire } = rig();
    wire().events.opened();
    const first = Array.from({ length: 200 }, () => client.call('retryNow', {}));
    expect(await client.call('retryNow', {})).toMatchObject({ ok: false, error: { code: 'busy' } });
    client.dispose();
    const ends = await Promise.all(first);
    expect(ends.every((end) => !end.ok)).toBe(true);
  });
});

describe('the wire', () => {
  it('is followed by another that carries the same topics', async () => {
    const { client, wire, wires, states } = rig();
    wire().events.opened();
    client.subscribe('routes');
    wire().events.closed('gone');
    await until(() => wires.length === 2);
    wire().events.opened();
    expect(wire().sent).toEqual([{ t: 'sub', topic: 'routes' }]);
    expect(states).toEqual(['connecting', 'open', 'waiting', 'connecting', 'open']);
    client.dispose();
    expect(wire().disposed).toBe(true);
  });

  it('is tried at once when the operator asks', () => {
    const { client, wire, wires } = rig();
    wire().events.closed('gone');
    client.retryNow();
    expect(wires).toHaveLength(2);
    client.retryNow();
    expect(wires).toHaveLength(2);
    client.dispose();
  });

  it('is not followed by another after the end', async () => {
    const { client, wire, wires } = rig();
    client.dispose();
    wire().events.closed('gone');
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(wires).toHaveLength(1);
  });

  it('hands notifications on', () => {
    const { wire, say, notes } = rig();
    wire().events.opened();
    const note = { t: 'notify', alarmId: 'a', title: 'Late', body: 'x', urgent: false } as const;
    say(note);
    expect(notes).toEqual([note]);
  });
});
