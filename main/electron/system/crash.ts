import { dialog, type App } from 'electron';
import type { Disposable } from '../../../contract/disposable.ts';
import type { Logger } from '../../console/ports.ts';

/** A process that lived that long is worth starting again; one that did not would only crash in a circle. Milliseconds. */
const WORTH = 60_000;

/** The unexpected: what is in memory can't be trusted any more, so it is written down and a new process starts. */
export function crashHandler(app: App, log: Logger): Disposable {
  const crash = (error: unknown): void => {
    const worth = process.uptime() * 1_000 >= WORTH;
    log.error('crash', { error: error instanceof Error ? error.stack : String(error), relaunch: worth });
    if (worth) app.relaunch();
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

/** A wrong configuration: said where whoever wrote it looks, and nothing is started on a guess. */
export function refuseToStart(app: App, log: Logger, why: string): void {
  log.error(why);
  if (app.isPackaged) dialog.showErrorBox('Routewatch cannot start', why);
  app.exit(2);
}
