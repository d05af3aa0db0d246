import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { heard, openEdge, rawConsole, sub, until, type Edge } from './harness.ts';

let edge: Edge;
const open = async (deflate: boolean) => {
  edge = await openEdge({
    perMessageDeflate: deflate,
    limits: { dropBytes: 800_000, cutBytes: 1_600_000, events: { sub: { rate: 1_000, burst: 100_000 } } },
  });
};
afterEach(async () => {
  await edge.close();
});

/** Text that deflate cannot make small. */
const noise = (bytes: number) => {
  let text = '';
  while (text.length < bytes) text += Math.random().toString(36).slice(2);
  return text;
};
let n = 0;
const bigTick = (bytes: number) => edge.tick([[`r${String((n += 1) % 10)}`, { n, text: noise(bytes) }]]);
/** The system's own buffers take some megabytes first. */
async function flood(done: () => boolean, heardUpTo: () => number) {
  for (let i = 0; i < 2_000 && !done(); i += 1) {
    const [delta] = bigTick(50_000);
    // At the pace of the console that does read.
    if (i % 10 === 0) await until(() => heardUpTo() === delta?.to);
  }
}

describe.each([
  ['raw writes', false],
  ['per-message deflate', true],
])('a console that does not read, %s', (_name, deflate) => {
  beforeEach(() => open(deflate));

  it('misses deltas, is told by numbers, and holds nobody else up', async () => {
    const slow = await rawConsole(edge, 'dispatch');
    await slow.ask('sub', { stream: 'dispatch', epoch: null, seq: 0 });
    const quick = await edge.connect('dispatch');
    const deltas = heard(quick, 'd');
    await sub(quick, 'dispatch');
    slow.ws.pause();
    await flood(
      () => (edge.push.stats().counters['dropped-slow'] ?? 0) > 20,
      () => deltas.all.at(-1)?.to ?? 0,
    );
    expect(edge.push.stats().counters['dropped-slow']).toBeGreaterThan(20);
    expect(edge.push.stats().counters['cut-slow']).toBeUndefined();
    const { seq } = edge.log.position('demo', 'dispatch');
    await until(() => deltas.all.at(-1)?.to === seq);
    expect(deltas.all).toHaveLength(seq);

    slow.ws.resume();
    const last = () => slow.messages.findLast((m) => m.startsWith('42/dispatch,["d"')) ?? '';
    await until(() => {
      bigTick(10);
      return last().includes(`"to":${String(edge.log.position('demo', 'dispatch').seq - 1)},`);
    });
    const numbers = slow.messages
      .filter((m) => m.startsWith('42/dispatch,["d"'))
      .map((m) => (JSON.parse(m.slice('42/dispatch,'.length)) as [string, { from: number; to: number }])[1]);
    const gaps = numbers.filter(({ from }, i) => i > 0 && from !== (numbers[i - 1]?.to ?? 0) + 1);
    expect(gaps.length).toBeGreaterThan(0);
    expect(numbers.every(({ from }, i) => i === 0 || from > (numbers[i - 1]?.to ?? 0))).toBe(true);
  });

  it('gets no page while it does not read what it has, and all of them once it reads', async () => {
    bigTick(100_000);
    const slow = await rawConsole(edge, 'dispatch');
    slow.ws.pause();
    for (let i = 0; i < 400 && edge.push.stats().counters['refused-backlog'] === undefined; i += 1) {
      slow.emit('sub', { stream: 'dispatch', epoch: null, seq: 0 });
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    await until(() => (edge.push.stats().counters['refused-backlog'] ?? 0) > 0);
    slow.ws.resume();
    await until(() => slow.messages.some((message) => message.includes('"code":"busy"')));
    expect(await slow.ask('sub', { stream: 'dispatch', epoch: null, seq: 0 })).toMatchObject({ ok: true });
    expect(edge.push.stats().counters['cut-slow']).toBeUndefined();
  });
});

it('a console past the last bound is cut', async () => {
  edge = await openEdge({
    limits: { dropBytes: 800_000, cutBytes: 400_000, events: { sub: { rate: 1_000, burst: 100_000 } } },
  });
  bigTick(100_000);
  const slow = await rawConsole(edge, 'dispatch');
  slow.ws.pause();
  for (let i = 0; i < 400 && edge.push.stats().counters['cut-slow'] === undefined; i += 1) {
    slow.emit('sub', { stream: 'dispatch', epoch: null, seq: 0 });
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  await until(() => edge.push.stats().counters['cut-slow'] === 1);
  await until(() => edge.push.stats().sockets.dispatch === 0);
  slow.ws.resume();
  await until(() => slow.closed());
});
