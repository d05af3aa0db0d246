import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { TOPICS, type FrameBody, type ToMain } from '../../contract/bridge.ts';
import { FakeBridge } from './fake-bridge.ts';
import type { Scene } from './scene.ts';

interface Frame {
  readonly t: 'frame';
  readonly n: number;
  readonly body: FrameBody;
}
interface Answer {
  readonly t: 'result';
  readonly id: number;
  readonly result: unknown;
}

const SCENE: Scene = { routes: 40, seed: 1, phase: 'live', shared: {}, windowId: 'main', still: false };

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 9, 16, 18, 0) });
});
afterEach(() => {
  vi.useRealTimers();
});

function opened(scene: Partial<Scene> = {}) {
  const frames: Frame[] = [];
  const answers: Answer[] = [];
  const wire = new FakeBridge({ ...SCENE, ...scene }).connect({
    opened: () => undefined,
    message: (text) => {
      const message = JSON.parse(text) as Frame | Answer;
      if (message.t === 'frame') frames.push(message);
      else answers.push(message);
    },
    closed: () => undefined,
  });
  vi.advanceTimersByTime(0);
  const send = (message: ToMain): void => wire.send(JSON.stringify(message));
  const ack = (): void => send({ t: 'ack', n: frames.at(-1)?.n ?? 0 });
  return { frames, answers, wire, send, ack };
}

test('one frame is in flight: what comes meanwhile is in the next', () => {
  const { frames, send, ack, wire } = opened();
  expect(frames.map(({ n }) => n)).toEqual([1]);
  for (const topic of TOPICS) send({ t: 'sub', topic });
  expect(frames).toHaveLength(1);
  ack();
  expect(frames.map(({ n }) => n)).toEqual([1, 2]);
  expect(Object.keys(frames[1]?.body ?? {}).sort()).toEqual([...TOPICS].sort());
  ack();
  expect(frames).toHaveLength(2);
  wire.dispose();
});

test('alarms that are acknowledged while a frame is on its way come together, and leave a whole set whole', () => {
  const { frames, answers, send, ack, wire } = opened({ still: true });
  ack();
  send({ t: 'sub', topic: 'alarms' });
  const ids = (frames[1]?.body.alarms?.rows ?? []).map(([id]) => id).slice(0, 2);
  for (const [id, alarmId] of ids.entries())
    send({ t: 'call', id, name: 'acknowledge', args: { alarmId } } as ToMain);
  send({ t: 'call', id: 2, name: 'acknowledge', args: { alarmId: 'none' } } as ToMain);
  expect(answers.map(({ result }) => (result as { ok: boolean }).ok)).toEqual([true, true, false]);
  ack();
  expect(frames[2]?.body.alarms?.full).toBe(false);
  expect(frames[2]?.body.alarms?.rows.map(([id]) => id)).toEqual(ids);
  send({ t: 'sub', topic: 'alarms' });
  send({ t: 'call', id: 3, name: 'acknowledge', args: { alarmId: ids[0] } } as ToMain);
  ack();
  expect(frames[3]?.body.alarms?.full).toBe(true);
  wire.dispose();
});

test('a console that lost its line was live, and keeps what it had', () => {
  const { frames, ack, wire } = opened({ phase: 'stale' });
  expect(frames[0]?.body.link?.phase).toBe('live');
  ack();
  vi.advanceTimersByTime(1_000);
  expect(frames[1]?.body.link).toMatchObject({ phase: 'stale', reason: { code: 'silent' } });
  wire.dispose();
});

test('signed out there is nothing to subscribe to', () => {
  const { frames, send, ack, wire } = opened({ phase: 'signed-out' });
  ack();
  for (const topic of TOPICS) send({ t: 'sub', topic });
  expect(frames).toHaveLength(1);
  wire.dispose();
});

test('its timers end with the wire', () => {
  const { wire } = opened({ phase: 'waiting' });
  wire.dispose();
  expect(vi.getTimerCount()).toBe(0);
});
