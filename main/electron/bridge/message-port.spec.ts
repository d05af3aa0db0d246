import type { MessagePortMain } from 'electron';
import { EventEmitter } from 'node:events';
import { expect, test, vi } from 'vitest';
import { framePort, LONGEST_MESSAGE } from './message-port.ts';

function setup() {
  const emitter = Object.assign(new EventEmitter(), { postMessage: vi.fn(), start: vi.fn(), close: vi.fn() });
  const silent = () => undefined;
  const warn = vi.fn();
  const port = framePort(emitter as unknown as MessagePortMain, {
    debug: silent,
    info: silent,
    error: silent,
    warn,
  });
  const received: string[] = [];
  const closed = vi.fn();
  port.onMessage((text) => void received.push(text));
  port.onClose(closed);
  return { emitter, port, received, closed, warn };
}

test('carries text both ways, and starts only when someone listens', () => {
  const { emitter, port, received } = setup();
  expect(emitter.start).toHaveBeenCalledOnce();
  emitter.emit('message', { data: 'hello', ports: [] });
  port.send('there');
  expect(received).toEqual(['hello']);
  expect(emitter.postMessage).toHaveBeenCalledWith('there');
});

test.each([
  { data: { an: 'object' } },
  { data: new ArrayBuffer(4) },
  { data: 'x'.repeat(LONGEST_MESSAGE + 1) },
])('ends at what is no short text', ({ data }) => {
  const { emitter, received, closed, warn } = setup();
  emitter.emit('message', { data, ports: [] });
  expect(received).toEqual([]);
  expect(warn).toHaveBeenCalledOnce();
  expect(closed).toHaveBeenCalledOnce();
  expect(emitter.close).toHaveBeenCalledOnce();
});

test('says once that it closed, and is silent after', () => {
  const { emitter, port, closed, received } = setup();
  emitter.emit('close');
  port.close();
  port.send('late');
  emitter.emit('message', { data: 'late', ports: [] });
  expect(closed).toHaveBeenCalledOnce();
  expect(emitter.postMessage).not.toHaveBeenCalled();
  expect(received).toEqual([]);
});
