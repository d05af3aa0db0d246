import type { Display as ElectronDisplay, Screen } from 'electron';
import type { Display, Displays } from '../../console/ports.ts';

/** What the system has plugged in, and when that is another. */
export function screenDisplays(screen: Screen): Displays {
  return {
    list: () => {
      const primary = screen.getPrimaryDisplay();
      const others = screen.getAllDisplays().filter((display) => display.id !== primary.id);
      return [primary, ...others].map(describe);
    },
    onChange: (changed) => {
      screen.on('display-added', changed);
      screen.on('display-removed', changed);
      screen.on('display-metrics-changed', changed);
      return {
        dispose: () => {
          screen.off('display-added', changed);
          screen.off('display-removed', changed);
          screen.off('display-metrics-changed', changed);
        },
      };
    },
  };
}

const describe = ({ id, label, bounds, scaleFactor, internal, workArea }: ElectronDisplay): Display => ({
  // Plain copies: Electron's own rectangles may be objects of its own kind.
  identity: { id: String(id), label, bounds: { ...bounds }, scale: scaleFactor, internal },
  workArea: { ...workArea },
});
