import { EventEmitter } from 'node:events';
import { expect, test, vi } from 'vitest';
import { FakeClock } from '../../console/testing/clock.ts';
import type { WindowPlace } from '../../console/ports.ts';
import { deskWindows } from './desk-windows.ts';

const made = vi.hoisted(() => [] as FakeWindow[]);
interface FakeWindow extends EventEmitter {
  readonly options: { webPreferences: object; title: string };
  readonly webContents: EventEmitter & { forcefullyCrashRenderer: () => void };
  loaded: string;
  destroyed: boolean;
}
vi.mock('electron', async () => {
  const { EventEmitter: Emitter } = await import('node:events');
  class BrowserWindow extends Emitter {
    readonly options: object;
    readonly webContents = Object.assign(new Emitter(), {
      forcefullyCrashRenderer: () =>
        this.webContents.emit('render-process-gone', {}, { reason: 'killed', exitCode: 1 }),
    });
    loaded = '';
    destroyed = false;
    constructor(options: object) {
      super();
      this.options = options;
      made.push(this as never);
    }
    loadURL(url: string) {
      this.loaded = url;
      return Promise.resolve();
    }
    destroy() {
      this.destroyed = true;
      this.emit('closed');
    }
    isDestroyed = () => this.destroyed;
    getNormalBounds = () => ({ x: 1, y: 2, width: 900, height: 600 });
    getBounds = () => this.getNormalBounds();
    getTitle = () => 'Board';
    isFullScreen = () => false;
    isMaximized = () => false;
    isFocused = () => false;
  }
  return { BrowserWindow };
});

const place = (id: string): WindowPlace => ({
  id,
  title: id,
  bounds: { x: 0, y: 0, width: 800, height: 600 },
  state: 'normal',
  placing: 0,
});
const TORN = '01234567-89ab-cdef-0123-456789abcdef';

function rig() {
  made.length = 0;
  const clock = new FakeClock();
  const exhausted = vi.fn();
  const log = { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() };
  const windows = deskWindows({
    preload: '/preload.cjs',
    clock,
    log,
    devTools: false,
    background: () => '#000000',
    moved: vi.fn(),
    closed: vi.fn(),
    exhausted,
  });
  windows.reconcile([place('main'), place(TORN)]);
  const alive = () => made.filter(({ destroyed }) => !destroyed);
  const crash = (id: number) =>
    alive()[id]?.webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 11 });
  return { clock, exhausted, log, windows, alive, crash };
}

test('every window is made with the same preferences and its own address', () => {
  rig();
  expect(made.map(({ loaded }) => loaded)).toEqual(['app://routewatch/', `app://routewatch/?window=${TORN}`]);
  for (const { options } of made)
    expect(options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
    });
});

test('a page that dies is made anew where it was; the fourth in five minutes starts the program again', () => {
  const { clock, exhausted, log, alive, crash } = rig();
  for (let n = 0; n < 3; n++) {
    crash(1);
    expect(alive()).toHaveLength(2);
    expect(exhausted).not.toHaveBeenCalled();
    clock.advance(1_000);
  }
  expect(alive()[1]).toMatchObject({
    loaded: `app://routewatch/?window=${TORN}`,
    options: { x: 1, y: 2, width: 900 },
  });
  expect(log.error).toHaveBeenCalledWith('page gone', { window: TORN, reason: 'crashed', exitCode: 11 });
  crash(0);
  expect(exhausted).toHaveBeenCalledOnce();
});

test('pages that die seldom are made anew for ever', () => {
  const { clock, exhausted, alive, crash } = rig();
  for (let n = 0; n < 20; n++) {
    crash(0);
    clock.advance(100_000);
  }
  expect(exhausted).not.toHaveBeenCalled();
  expect(alive()).toHaveLength(2);
});

test('a page that hangs is ended after 15 s, and not when it answers before', () => {
  const { clock, alive } = rig();
  const [first] = made;
  first?.emit('unresponsive');
  clock.advance(14_999);
  expect(first?.destroyed).toBe(false);
  first?.emit('responsive');
  clock.advance(60_000);
  expect(first?.destroyed).toBe(false);
  first?.emit('unresponsive');
  clock.advance(15_000);
  expect(first?.destroyed).toBe(true);
  expect(alive()).toHaveLength(2);
  expect(alive().some(({ loaded }) => loaded === 'app://routewatch/')).toBe(true);
});

test('only the pages of its windows are known', () => {
  const { windows } = rig();
  expect(made.map(({ webContents }) => windows.idOf(webContents as never))).toEqual(['main', TORN]);
  expect(windows.idOf(new EventEmitter() as never)).toBeNull();
});
