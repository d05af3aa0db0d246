import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const electron = vi.hoisted(() => ({
  exposed: new Map<string, object>(),
  listeners: new Map<string, (event: object, ...args: unknown[]) => void>(),
  invoked: [] as unknown[][],
}));
vi.mock('electron', () => ({
  contextBridge: { exposeInMainWorld: (key: string, api: object) => electron.exposed.set(key, api) },
  ipcRenderer: {
    on: (channel: string, listener: (event: object) => void) => electron.listeners.set(channel, listener),
    invoke: (...args: unknown[]) => Promise.resolve(void electron.invoked.push(args)),
  },
}));

const posted: unknown[][] = [];
beforeEach(async () => {
  vi.resetModules();
  electron.invoked.length = 0;
  posted.length = 0;
  vi.stubGlobal('window', {
    location: { origin: 'app://routewatch' },
    postMessage: (...args: unknown[]) => void posted.push(args),
  });
  await import('./index.ts');
});
afterEach(() => vi.unstubAllGlobals());

test('a page is given one named function, and none of Electron’s', () => {
  expect([...electron.exposed.keys()]).toEqual(['routewatch']);
  expect(Object.keys(electron.exposed.get('routewatch') ?? {})).toEqual(['requestPort']);
});

test('it asks on one channel, with text only', () => {
  const { requestPort } = electron.exposed.get('routewatch') as { requestPort(nonce: unknown): unknown };
  expect(requestPort({ toString: () => 'made of an object' })).toBeUndefined();
  expect(electron.invoked).toEqual([['port:request', 'made of an object']]);
});

test('a port comes without the event that brought it, and to this page’s origin only', () => {
  expect([...electron.listeners.keys()]).toEqual(['port:deliver']);
  const port = {};
  const event = { ports: [port], sender: 'must not be seen' };
  electron.listeners.get('port:deliver')?.(event, 'nonce-nonce-nonce');
  expect(posted).toEqual([
    [{ type: 'routewatch:port', nonce: 'nonce-nonce-nonce' }, 'app://routewatch', [port]],
  ]);
  electron.listeners.get('port:deliver')?.({ ports: [] }, 'nonce-nonce-nonce');
  electron.listeners.get('port:deliver')?.(event, { no: 'text' });
  expect(posted).toHaveLength(1);
});
