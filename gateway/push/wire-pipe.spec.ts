import { Server, type Socket } from 'engine.io';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { heard, openEdge, sub, until, type Edge } from './harness.ts';
import { encodePacket } from './packet.ts';

let edge: Edge;
afterEach(async () => {
  vi.restoreAllMocks();
  await edge.close();
});

describe.each([
  ['gathered', { tickMs: 5 }, true],
  ['at once', { tickMs: 0 }, true],
  ['deflated', { perMessageDeflate: true }, false],
])('frames %s', (_name, options, raw) => {
  let conn: Socket;
  beforeEach(async () => {
    const begin = vi.spyOn(Server.prototype, 'emit');
    edge = await openEdge(options);
    await edge.connect('alerts');
    conn = begin.mock.calls.find(([event]) => event === 'connection')?.[1] as Socket;
  });

  it('arrive whole and in order at an unmodified client, past engine.io’s queue only when raw', async () => {
    const socket = await edge.connect('dispatch');
    const send = vi.spyOn(Object.getPrototypeOf(conn) as Socket, 'send');
    const deltas = heard(socket, 'd');
    await sub(socket, 'dispatch');
    send.mockClear();
    // Around each border of RFC 6455's lengths, and letters of more than one byte.
    const lengths = [0, 1, 20, 124, 125, 126, 127, 1_000, 65_400, 65_535, 65_536, 70_000, 300_000];
    const texts = lengths.map((length, i) => (i % 2 === 0 ? 'x' : 'é').repeat(length));
    for (const text of texts) edge.tick([['r1', { text: `${text}.` }]]);
    await deltas.count(texts.length);
    expect(deltas.all.map(({ changes }) => changes[0]?.[1])).toEqual(
      texts.map((text) => ({ text: `${text}.` })),
    );
    const through = send.mock.calls.filter(([data]) => String(data).startsWith('2/dispatch,["d"'));
    expect(through.length).toBe(raw ? 0 : texts.length);
  });

  it('overtake nothing that waits in engine.io’s queue', async () => {
    const socket = await edge.connect('dispatch');
    const heardNumbers: string[] = [];
    socket.on('d', ({ to }) => heardNumbers.push(`d${String(to)}`));
    await sub(socket, 'dispatch');
    for (let i = 1; i <= 50; i += 1) {
      edge.tick([['r1', { n: i }]]);
      // An answer is on its way meanwhile.
      void socket.emitWithAck('watch', { routes: [] });
      if (i % 7 === 0) await new Promise((resolve) => setTimeout(resolve, 3));
    }
    await until(() => heardNumbers.length === 50);
    expect(heardNumbers).toEqual(Array.from({ length: 50 }, (_, i) => `d${String(i + 1)}`));
  });
});

it('a frame is what RFC 6455 says', async () => {
  edge = await openEdge();
  expect([...encodePacket('a', 'd', 1).frame.subarray(0, 3)]).toEqual([0x81, '42/a,["d",1]'.length, 0x34]);
  const large = encodePacket('a', 'd', 'x'.repeat(70_000));
  expect(large.frame.readBigUInt64BE(2)).toBe(BigInt(large.frame.length - 10));
  expect(large.frame).toBe(large.frame);
});
