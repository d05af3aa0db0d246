import type { Session } from 'electron';
import { EventEmitter } from 'node:events';
import { expect, test, vi } from 'vitest';
import { lockSession } from './session.ts';

const PERMISSIONS = [
  ...['clipboard-read', 'clipboard-sanitized-write', 'display-capture', 'fullscreen', 'geolocation', 'hid'],
  ...['idle-detection', 'keyboardLock', 'media', 'mediaKeySystem', 'midi', 'midiSysex', 'notifications'],
  ...[
    'openExternal',
    'pointerLock',
    'serial',
    'speaker-selection',
    'storage-access',
    'usb',
    'window-management',
  ],
  ...['fileSystem', 'deprecated-sync-clipboard-read', 'unknown'],
];

function rig() {
  const handlers: Record<string, (...args: never[]) => unknown> = {};
  const take = (name: string) => (handler: (...args: never[]) => unknown) => void (handlers[name] = handler);
  const filters: string[][] = [];
  const session = Object.assign(new EventEmitter(), {
    setPermissionRequestHandler: take('request'),
    setPermissionCheckHandler: take('check'),
    setDevicePermissionHandler: take('device'),
    webRequest: {
      onBeforeRequest: ({ urls }: { urls: string[] }, handler: () => void) => {
        filters.push(urls);
        handlers['web'] = handler;
      },
    },
  });
  const silent = () => undefined;
  lockSession(session as unknown as Session, { debug: silent, info: silent, warn: silent, error: silent });
  const call = (name: string, ...args: unknown[]): unknown =>
    (handlers[name] as ((...given: unknown[]) => unknown) | undefined)?.(...args);
  return { session, call, filters };
}

test('every permission that is requested is denied', () => {
  const { call } = rig();
  for (const permission of PERMISSIONS) {
    const answer = vi.fn();
    call('request', {}, permission, answer);
    expect(answer.mock.calls, permission).toEqual([[false]]);
  }
});

test('every permission that is checked is denied', () => {
  const { call } = rig();
  for (const permission of PERMISSIONS) expect(call('check', {}, permission), permission).toBe(false);
});

test('no device is given', () => {
  const { call } = rig();
  for (const deviceType of ['hid', 'serial', 'usb']) expect(call('device', { deviceType })).toBe(false);
});

test('no request leaves for another machine or for a file', () => {
  const { call, filters } = rig();
  expect(filters).toEqual([['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'file:///*']]);
  for (const url of ['https://example.org/', 'ws://example.org/', 'file:///etc/passwd', 'no address']) {
    const answer = vi.fn();
    call('web', { url }, answer);
    expect(answer.mock.calls).toEqual([[{ cancel: true }]]);
  }
});

test('a download that is not the page’s own is stopped', () => {
  const { session } = rig();
  const download = (chain: string[]) => {
    const event = { preventDefault: vi.fn() };
    session.emit('will-download', event, {
      getURLChain: () => chain,
      getMimeType: () => 'text/csv',
      getTotalBytes: () => 10,
    });
    return event.preventDefault.mock.calls.length;
  };
  expect(download(['https://example.org/a.csv'])).toBe(1);
  expect(download(['blob:app://routewatch/1'])).toBe(0);
});
