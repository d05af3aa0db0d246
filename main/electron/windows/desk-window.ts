import { BrowserWindow } from 'electron';
import { Disposables, type Disposable } from '../../../contract/disposable.ts';
import { SMALLEST } from '../../console/displays/fit.ts';
import type { Clock, Logger, WindowPlace, WindowReport } from '../../console/ports.ts';
import { pagePreferences } from './preferences.ts';

/** How long a page may hang before it is ended, milliseconds. */
const HUNG = 15_000;
/** Moving a window is told once it rests, milliseconds. */
const RESTS = 500;

export interface DeskWindowOptions {
  readonly preload: string;
  readonly clock: Clock;
  readonly log: Logger;
  readonly devTools: boolean;
  readonly address: string;
  /** What is seen before the page has painted, hex. */
  background(): string;
  moved(report: WindowReport): void;
  /** Its operator, or the system, has closed it. */
  closed(): void;
  /** Its page died: whether another may be made. */
  mayRestart(): boolean;
}

export interface DeskWindow extends Disposable {
  readonly id: string;
  readonly window: BrowserWindow;
  /** To the front. */
  show(): void;
  /** Moves it where it is to be put anew; else only its title follows. */
  place(place: WindowPlace): void;
}

/** One window of the desk: survives its page's death (a new page) and hanging (ended after 15 s, then a new page). */
export function deskWindow(first: WindowPlace, options: DeskWindowOptions): DeskWindow {
  let { placing } = first;
  let ended = false;
  /** Tells at once what was still to be told. */
  let flush = (): void => undefined;
  let current = open(first);

  function report(window: BrowserWindow): void {
    options.moved({ bounds: window.getNormalBounds(), state: stateOf(window), extent: window.getBounds() });
  }

  function open(place: WindowPlace): BrowserWindow {
    const { clock, log } = options;
    const window = new BrowserWindow({
      ...place.bounds,
      minWidth: SMALLEST.width,
      minHeight: SMALLEST.height,
      show: false,
      title: place.title,
      backgroundColor: options.background(),
      webPreferences: pagePreferences(options.preload, options.devTools),
    });
    const owned = new Disposables();
    let resting: Disposable | null = null;
    let hanging: Disposable | null = null;
    owned.onDispose(() => resting?.dispose());
    owned.onDispose(() => hanging?.dispose());

    flush = () => {
      if (resting === null) return;
      resting.dispose();
      resting = null;
      report(window);
    };
    const told = flush;
    const moved = (): void => {
      resting?.dispose();
      resting = clock.after(RESTS, told);
    };
    window.on('resize', moved);
    window.on('move', moved);
    window.on('maximize', moved);
    window.on('unmaximize', moved);
    window.on('enter-full-screen', moved);
    window.on('leave-full-screen', moved);
    // The panels' names are its title, whatever the page's own is.
    window.on('page-title-updated', (event) => event.preventDefault());
    window.once('ready-to-show', () => {
      become(window, place.state);
      window.show();
    });
    window.on('close', told);
    window.once('closed', () => {
      owned.dispose();
      if (ended || current !== window) return;
      ended = true;
      options.closed();
    });

    const contents = window.webContents;
    window.on('unresponsive', () => {
      log.warn('page unresponsive', { window: first.id });
      hanging ??= clock.after(HUNG, () => contents.forcefullyCrashRenderer());
    });
    window.on('responsive', () => {
      hanging?.dispose();
      hanging = null;
    });
    contents.on('render-process-gone', (_event, { reason, exitCode }) => {
      if (ended || reason === 'clean-exit') return;
      log.error('page gone', { window: first.id, reason, exitCode });
      if (!options.mayRestart()) return;
      const { id, title } = first;
      current = open({
        id,
        placing,
        title: window.getTitle() || title,
        bounds: window.getNormalBounds(),
        state: stateOf(window),
      });
      window.destroy();
    });
    contents.on('did-fail-load', (_event, code, description) =>
      log.error('page not loaded', { window: first.id, code, description }),
    );
    void window.loadURL(options.address).catch((error: unknown) => {
      if (!ended) log.error('page not loaded', { window: first.id, error: String(error) });
    });
    return window;
  }

  return {
    id: first.id,
    get window() {
      return current;
    },
    show: () => {
      if (current.isMinimized()) current.restore();
      current.show();
      current.focus();
    },
    place: (place) => {
      if (current.getTitle() !== place.title) current.setTitle(place.title);
      if (place.placing === placing) return;
      ({ placing } = place);
      put(current, place, options.log);
    },
    dispose: () => {
      flush();
      ended = true;
      current.destroy();
    },
  };
}

const stateOf = (window: BrowserWindow): WindowPlace['state'] =>
  window.isFullScreen() ? 'fullscreen' : window.isMaximized() ? 'maximized' : 'normal';

function become(window: BrowserWindow, state: WindowPlace['state']): void {
  if (state === 'maximized') window.maximize();
  if (state === 'fullscreen') window.setFullScreen(true);
}

/** A maximized or full-screen window has to be let go first: on its own it would stay on the display where it is. */
function put(window: BrowserWindow, { id, bounds, state }: WindowPlace, log: Logger): void {
  const { x, y, width, height } = window.getNormalBounds();
  const there = x === bounds.x && y === bounds.y && width === bounds.width && height === bounds.height;
  if (there && stateOf(window) === state) return;
  log.info('window put', { window: id, state, ...bounds });
  if (window.isFullScreen()) window.setFullScreen(false);
  if (window.isMaximized()) window.unmaximize();
  window.setBounds(bounds);
  become(window, state);
}
