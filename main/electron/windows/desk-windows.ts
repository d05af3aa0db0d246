import type { BrowserWindow, WebContents } from 'electron';
import type { Disposable } from '../../../contract/disposable.ts';
import { MAIN_WINDOW } from '../../../contract/layout/types.ts';
import type { Clock, Logger, WindowPlace, WindowReport } from '../../console/ports.ts';
import { APP_ORIGIN } from '../security/origin.ts';
import { deskWindow, type DeskWindow } from './desk-window.ts';
import { restartBudget } from './restart-budget.ts';

export interface DeskWindowsOptions {
  readonly preload: string;
  readonly clock: Clock;
  readonly log: Logger;
  readonly devTools: boolean;
  /** What is seen before a page has painted, hex. */
  background(): string;
  moved(id: string, report: WindowReport): void;
  /** Its operator closed a window that was torn off. */
  closed(id: string): void;
  /** Pages die faster than new ones help. */
  exhausted(): void;
}

export interface DeskWindows extends Disposable {
  readonly main: BrowserWindow | null;
  /** Which window's page it is; null for none of ours. */
  idOf(contents: WebContents): string | null;
  reconcile(windows: readonly WindowPlace[]): void;
  /** The one that was in front last, else `main`; false where all are closed. */
  show(): boolean;
  /** The program ends: windows that close from now on are not taken off the desk. */
  ending(): void;
}

export const addressOf = (id: string): string =>
  id === MAIN_WINDOW ? `${APP_ORIGIN}/` : `${APP_ORIGIN}/?window=${id}`;

/** Windows that close within this time of each other were closed together, as by a taskbar's "close all". Milliseconds. */
const TOGETHER = 400;

/** The windows of the desk. Their pages share one budget of restarts; closing `main` closes them all, and leaves the desk as it is. */
export function deskWindows(options: DeskWindowsOptions): DeskWindows {
  const budget = restartBudget();
  const open = new Map<string, DeskWindow>();
  let front = MAIN_WINDOW;
  /** Closed by the operator, and perhaps only the first of all of them. */
  const leaving = new Map<string, Disposable>();
  let ending = false;

  /** Those that are leaving stay on the desk. */
  const stay = (): void => {
    for (const told of leaving.values()) told.dispose();
    leaving.clear();
  };
  const closed = (id: string): void => {
    open.delete(id);
    if (ending) return;
    if (id !== MAIN_WINDOW) {
      const told = options.clock.after(TOGETHER, () => {
        leaving.delete(id);
        options.closed(id);
      });
      leaving.set(id, told);
      return;
    }
    stay();
    for (const [other, window] of open) {
      open.delete(other);
      window.dispose();
    }
  };
  const make = (place: WindowPlace): DeskWindow => {
    const { id } = place;
    const made = deskWindow(place, {
      ...options,
      address: addressOf(id),
      moved: (report) => options.moved(id, report),
      closed: () => closed(id),
      mayRestart: () => {
        if (budget.allow(options.clock.elapsed())) return true;
        options.exhausted();
        return false;
      },
    });
    return made;
  };

  return {
    get main() {
      return open.get(MAIN_WINDOW)?.window ?? null;
    },
    idOf: (contents) => {
      for (const [id, { window }] of open)
        if (!window.isDestroyed() && window.webContents === contents) return id;
      return null;
    },
    reconcile: (windows) => {
      if (ending) return;
      for (const [id, window] of open) {
        if (windows.some((place) => place.id === id)) continue;
        open.delete(id);
        window.dispose();
      }
      for (const place of windows) {
        const window = open.get(place.id);
        if (window !== undefined) window.place(place);
        else if (!leaving.has(place.id)) open.set(place.id, make(place));
      }
    },
    show: () => {
      for (const [id, { window }] of open) if (window.isFocused()) front = id;
      const window = open.get(front) ?? open.get(MAIN_WINDOW);
      window?.show();
      return window !== undefined;
    },
    ending: () => {
      ending = true;
      stay();
    },
    dispose: () => {
      ending = true;
      stay();
      for (const window of open.values()) window.dispose();
      open.clear();
    },
  };
}
