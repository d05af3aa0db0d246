import { dialog, type App } from 'electron';
import type { Disposable } from '../../../contract/disposable.ts';
import type { Logger } from '../../console/ports.ts';

/** A process that lived that long is worth starting again unasked; one that did not would only crash in a circle. Milliseconds. */
export const WORTH = 60_000;

export interface CrashOptions {
  readonly log: Logger;
  /** Asks the operator whether to start again; false where nobody can be asked. */
  readonly offer: () => boolean;
  /** Of this process, milliseconds. */
  readonly uptime: () => number;
}

/**
 * The unexpected: what is in memory can't be trusted any more, so it is written down and the process ends. A wall comes back by itself,
 * since nobody stands there to click; a process that has just begun asks first.
 */
export function crashHandler(
  app: Pick<App, 'relaunch' | 'exit' | 'on' | 'off'>,
  { log, offer, uptime }: CrashOptions,
): Disposable {
  let crashed = false;
  const crash = (error: unknown): void => {
    // The dialog runs the loop on: what fails meanwhile is written down, and asks nothing.
    const what = error instanceof Error ? error.stack : String(error);
    log.error('crash', { error: what, again: crashed });
    if (crashed) return;
    crashed = true;
    if (uptime() >= WORTH || offer()) app.relaunch();
    app.exit(1);
  };
  process.on('uncaughtException', crash);
  process.on('unhandledRejection', crash);
  const childGone = (_: unknown, { type, reason, exitCode }: Electron.Details): void =>
    log.error('child process gone', { type, reason, exitCode });
  app.on('child-process-gone', childGone);
  return {
    dispose: () => {
      process.off('uncaughtException', crash);
      process.off('unhandledRejection', crash);
      app.off('child-process-gone', childGone);
    },
  };
}

export interface CrashWords {
  readonly title: string;
  readonly detail: string;
  readonly restart: string;
  readonly quit: string;
}

/** Asks by the system's own dialog. Only a packaged console does: whoever runs the sources reads the log. */
export function offerRestart(app: Pick<App, 'isReady' | 'isPackaged'>, words: () => CrashWords): boolean {
  if (!app.isReady() || !app.isPackaged) return false;
  const { title, detail, restart, quit } = words();
  const buttons = [restart, quit];
  return (
    dialog.showMessageBoxSync({
      type: 'error',
      message: title,
      detail,
      buttons,
      defaultId: 0,
      cancelId: 1,
    }) === 0
  );
}

/** A wrong configuration: said where whoever wrote it looks, and nothing is started on a guess. */
export function refuseToStart(app: App, log: Logger, title: string, why: string): void {
  log.error(why);
  if (app.isPackaged) dialog.showErrorBox(title, why);
  app.exit(2);
}
