import { app, type BrowserWindow } from 'electron';
import type { Attention } from '../../console/ports.ts';

/** Taskbar's button flashes (Windows, most Linux desktops), the dock's icon bounces (macOS), until somebody answers. */
export function taskbarAttention(window: () => BrowserWindow | null): Attention {
  let bouncing: number | null = null;
  return {
    call: (on) => {
      window()?.flashFrame(on);
      if (app.dock === undefined) return;
      if (bouncing !== null) app.dock.cancelBounce(bouncing);
      bouncing = on ? app.dock.bounce('critical') : null;
    },
  };
}
