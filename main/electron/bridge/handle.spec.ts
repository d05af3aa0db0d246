import type { IpcMainInvokeEvent, WebContents } from 'electron';
import { expect, test } from 'vitest';
import { portNonce } from '../../../contract/schema/preload.ts';
import { handle } from './handle.ts';

type Listener = (event: IpcMainInvokeEvent, ...args: unknown[]) => unknown;

function setup() {
  const listeners = new Map<string, Listener>();
  const warnings: string[] = [];
  const answered: unknown[] = [];
  const ours = {} as WebContents;
  const silent = () => undefined;
  const handler = handle(
    {
      ipc: {
        handle: (channel, listener) => void listeners.set(channel, listener),
        removeHandler: (channel) => void listeners.delete(channel),
      },
      known: (contents) => contents === ours,
      log: { debug: silent, info: silent, error: silent, warn: (message) => void warnings.push(message) },
    },
    'port:request',
    portNonce,
    (nonce) => void answered.push(nonce),
  );
  const call = (argument: unknown, event: object = {}) =>
    listeners.get('port:request')?.(
      {
        sender: ours,
        senderFrame: { url: 'app://routewatch/', parent: null },
        ...event,
      } as IpcMainInvokeEvent,
      argument,
    );
  return { call, warnings, answered, listeners, handler };
}

test('answers a known top frame with a valid argument', () => {
  const { call, answered } = setup();
  expect(call('0123456789abcdef')).toEqual({ ok: true, value: null });
  expect(answered).toEqual(['0123456789abcdef']);
});

test('refuses the sender before it looks at the argument', () => {
  const { call, answered, warnings } = setup();
  expect(call({ evil: 1 }, { senderFrame: null })).toMatchObject({ ok: false, error: { code: 'forbidden' } });
  expect(call('0123456789abcdef', { sender: {} })).toMatchObject({ ok: false, error: { code: 'forbidden' } });
  expect(warnings).toEqual(['sender refused', 'sender refused']);
  expect(answered).toEqual([]);
});

test.each([undefined, 7, 'short', 'x'.repeat(65), '<script>0123456789', {}])(
  'refuses the nonce %j',
  (nonce) => {
    const { call, answered } = setup();
    expect(call(nonce)).toMatchObject({ ok: false, error: { code: 'bad-request' } });
    expect(answered).toEqual([]);
  },
);

test('is gone after its end', () => {
  const { handler, listeners } = setup();
  handler.dispose();
  expect(listeners.size).toBe(0);
});
