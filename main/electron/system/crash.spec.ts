import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { crashHandler, offerRestart, WORTH } from './crash.ts';

const dialog = vi.hoisted(() => ({ showMessageBoxSync: vi.fn(), showErrorBox: vi.fn() }));
vi.mock('electron', () => ({ dialog }));

/** The runner listens to the same events and would fail the test for what it provokes. */
const others = new Map<string, NodeJS.UncaughtExceptionListener[]>();
const EVENTS = ['uncaughtException', 'unhandledRejection'] as const;
beforeEach(() => {
  for (const event of EVENTS) {
    others.set(event, process.listeners(event as 'uncaughtException'));
    process.removeAllListeners(event);
  }
});
afterEach(() => {
  for (const event of EVENTS) {
    process.removeAllListeners(event);
    for (const listener of others.get(event) ?? []) process.on(event, listener);
  }
  vi.clearAllMocks();
});

function rig(lived: number, answer = false) {
  const app = Object.assign(new EventEmitter(), { relaunch: vi.fn(), exit: vi.fn() });
  const log = { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() };
  const offer = vi.fn(() => answer);
  const handler = crashHandler(app as never, { log, offer, uptime: () => lived });
  return { app, log, offer, handler };
}

test('a process that lived starts again by itself, with the reason in the log', () => {
  const { app, log, offer } = rig(WORTH);
  process.emit('uncaughtException', new Error('broken'));
  expect(log.error.mock.calls[0]?.[0]).toBe('crash');
  expect(String((log.error.mock.calls[0]?.[1] as { error: string }).error)).toContain('Error: broken');
  expect(offer).not.toHaveBeenCalled();
  expect(app.relaunch).toHaveBeenCalledOnce();
  expect(app.exit).toHaveBeenCalledWith(1);
});

test.each([true, false])('a process that had just begun asks whether to: %s', (answer) => {
  const { app, offer } = rig(WORTH - 1, answer);
  process.emit('unhandledRejection', new Error('broken'), Promise.resolve());
  expect(offer).toHaveBeenCalledOnce();
  expect(app.relaunch).toHaveBeenCalledTimes(answer ? 1 : 0);
  expect(app.exit).toHaveBeenCalledWith(1);
});

test('what fails while it is asked is written down and asks nothing', () => {
  const { app, log, offer } = rig(0);
  for (let n = 0; n < 3; n++) process.emit('uncaughtException', new Error('broken'));
  expect(offer).toHaveBeenCalledOnce();
  expect(app.exit).toHaveBeenCalledOnce();
  expect(log.error).toHaveBeenCalledTimes(3);
});

test('a child that is gone, the GPU process too, is in the log and ends nothing', () => {
  const { app, log, handler } = rig(0);
  app.emit('child-process-gone', {}, { type: 'GPU', reason: 'crashed', exitCode: 5, name: 'GPU' });
  expect(log.error).toHaveBeenCalledWith('child process gone', {
    type: 'GPU',
    reason: 'crashed',
    exitCode: 5,
  });
  expect(app.exit).not.toHaveBeenCalled();
  handler.dispose();
  expect(app.listenerCount('child-process-gone')).toBe(0);
  expect(process.listenerCount('uncaughtException')).toBe(0);
});

const words = () => ({ title: 't', detail: 'd', restart: 'r', quit: 'q' });

test('the dialog offers to start again, and only where there is one to see', () => {
  dialog.showMessageBoxSync.mockReturnValueOnce(0).mockReturnValueOnce(1);
  const packaged = { isReady: () => true, isPackaged: true };
  expect(offerRestart(packaged, words)).toBe(true);
  expect(offerRestart(packaged, words)).toBe(false);
  expect(dialog.showMessageBoxSync.mock.calls[0]?.[0]).toMatchObject({ buttons: ['r', 'q'], cancelId: 1 });
  expect(offerRestart({ ...packaged, isPackaged: false }, words)).toBe(false);
  expect(offerRestart({ ...packaged, isReady: () => false }, words)).toBe(false);
  expect(dialog.showMessageBoxSync).toHaveBeenCalledTimes(2);
});
