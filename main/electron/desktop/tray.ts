import { app, Menu, Tray, type BrowserWindow } from 'electron';
import type { Disposable } from '../../../contract/disposable.ts';
import type { OpenAlarms } from '../../console/api.ts';
import type { Logger } from '../../console/ports.ts';
import { overlayIcon, trayIcon } from '../icon/icons.ts';
import { icon } from '../icon/native.ts';

export interface TrayOptions {
  show(): void;
  quit(): void;
  window(): BrowserWindow | null;
  readonly log: Logger;
}

export interface AlarmTray extends Disposable {
  update(alarms: OpenAlarms): void;
}

const words = (count: number): string =>
  count === 0
    ? 'Routewatch: no unacknowledged alarms'
    : `Routewatch: ${count} unacknowledged alarm${count === 1 ? '' : 's'}`;

/** The count of unacknowledged alarms: in the tray, and on the dock, launcher or taskbar where there is one. */
export function alarmTray({ show, quit, window, log }: TrayOptions): AlarmTray {
  const tray = makeTray(log);
  const menu = (count: number): Menu =>
    Menu.buildFromTemplate([
      { label: words(count), enabled: false },
      { type: 'separator' },
      { label: 'Show', click: show },
      { label: 'Quit', click: quit },
    ]);
  tray?.on('click', show);
  let drawn = '';
  const update = ({ unacknowledged: count, worst }: OpenAlarms): void => {
    if (drawn === `${count} ${worst}`) return;
    drawn = `${count} ${worst}`;
    tray?.setImage(icon(16, (side) => trayIcon(side, count, worst)));
    tray?.setToolTip(words(count));
    tray?.setContextMenu(menu(count));
    // Windows has no badge of its own: the number is laid over the taskbar's button.
    if (process.platform !== 'win32') app.setBadgeCount(count);
    else {
      const overlay = count === 0 ? null : icon(16, (side) => overlayIcon(side, count, worst));
      window()?.setOverlayIcon(overlay, words(count));
    }
  };
  update({ unacknowledged: 0, worst: null });
  return { update, dispose: () => tray?.destroy() };
}

/** Some desktops have no tray: then the window says it all. */
function makeTray(log: Logger): Tray | null {
  try {
    return new Tray(icon(16, (side) => trayIcon(side, 0, null)));
  } catch (error) {
    log.warn('no tray', { error: String(error) });
    return null;
  }
}
