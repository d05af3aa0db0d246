import { BrowserWindow } from 'electron';
import { Disposables, type Disposable } from '../../../contract/disposable.ts';
import { SMALLEST } from '../../console/displays.ts';
import type { Bounds, Clock, Logger } from '../../console/ports.ts';
import { APP_ORIGIN } from '../security/origin.ts';
import { restartBudget } from './restart-budget.ts';

/** How long a page may hang before it is ended, milliseconds. */
const HUNG = 15_000;
/** Moving a window saves once it rests, milliseconds. */
const RESTS = 500;
/** Systems move windows by themselves when a display goes, some of them; after that it is our turn. Milliseconds, more than `RESTS`. */
const SETTLES = 1_000;

export interface MainWindowOptions {
  readonly preload: string;
  readonly clock: Clock;
  readonly log: Logger;
  readonly devTools: boolean;
  /** Asked at each making: displays may have changed since. */
  place(): Bounds;
  /** What is seen before the page has painted, hex. */
  background(): string;
  moved(bounds: Bounds): void;
  /** A display came, went or changed its scale. */
  onDisplays(changed: () => void): Disposable;
  /** Pages die faster than new ones help. */
  exhausted(): void;
}

export interface MainWindow extends Disposable {
  /** To the front; made anew when it was closed. */
  show(): void;
  readonly window: BrowserWindow | null;
}

/** The dispatcher's window: survives its page's death (a new page) and hanging (ended after 15 s, then a new page). */
export function mainWindow(options: MainWindowOptions): MainWindow {
  const { clock, log } = options;
  const budget = restartBudget();
  let current: BrowserWindow | null = null;
  let ended = false;

  const open = (): BrowserWindow => {
    const window = new BrowserWindow({
      ...options.place(),
      minWidth: SMALLEST.width,
      minHeight: SMALLEST.height,
      show: false,
      title: 'Routewatch',
      backgroundColor: options.background(),
      webPreferences: {
        preload: options.preload,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        nodeIntegrationInWorker: false,
        nodeIntegrationInSubFrames: false,
        webSecurity: true,
        allowRunningInsecureContent: false,
        webviewTag: false,
        navigateOnDragDrop: false,
        spellcheck: false,
        backgroundThrottling: false,
        devTools: options.devTools,
      },
    });
    const owned = new Disposables();
    let resting: Disposable | null = null;
    let hanging: Disposable | null = null;
    let settling: Disposable | null = null;
    owned.onDispose(() => resting?.dispose());
    owned.onDispose(() => settling?.dispose());
    const settle = (): void => {
      if (window.isMaximized() || window.isFullScreen() || window.isMinimized()) return;
      const place = options.place();
      const { x, y, width, height } = window.getNormalBounds();
      if (place.x === x && place.y === y && place.width === width && place.height === height) return;
      log.info('window moved to where it can be reached', { ...place });
      window.setBounds(place);
    };
    owned.add(
      options.onDisplays(() => {
        settling?.dispose();
        settling = clock.after(SETTLES, settle);
      }),
    );
    owned.onDispose(() => hanging?.dispose());

    const moved = (): void => {
      resting?.dispose();
      resting = clock.after(RESTS, () => options.moved(window.getNormalBounds()));
    };
    window.on('resize', moved);
    window.on('move', moved);
    window.once('ready-to-show', () => window.show());
    window.on('close', () => options.moved(window.getNormalBounds()));
    window.once('closed', () => {
      owned.dispose();
      if (current !== window) return;
      current = null;
    });

    const contents = window.webContents;
    window.on('unresponsive', () => {
      log.warn('page unresponsive');
      hanging ??= clock.after(HUNG, () => contents.forcefullyCrashRenderer());
    });
    window.on('responsive', () => {
      hanging?.dispose();
      hanging = null;
    });
    contents.on('render-process-gone', (_event, { reason, exitCode }) => {
      if (ended || reason === 'clean-exit') return;
      log.error('page gone', { reason, exitCode });
      if (!budget.allow(clock.elapsed())) return options.exhausted();
      current = open();
      window.destroy();
    });
    contents.on('did-fail-load', (_event, code, description) =>
      log.error('page not loaded', { code, description }),
    );
    void window.loadURL(`${APP_ORIGIN}/`).catch((error: unknown) => {
      if (!ended) log.error('page not loaded', { error: String(error) });
    });
    return window;
  };

  return {
    show: () => {
      if (ended) return;
      if (current === null) {
        current = open();
        return;
      }
      if (current.isMinimized()) current.restore();
      current.show();
      current.focus();
    },
    get window() {
      return current;
    },
    dispose: () => {
      ended = true;
      current?.destroy();
    },
  };
}
