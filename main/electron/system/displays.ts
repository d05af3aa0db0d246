import type { Screen } from 'electron';
import type { Disposable } from '../../../contract/disposable.ts';
import type { Displays } from '../../console/ports.ts';

/** @returns work areas, and when they are others: a display came, went, or has another size or scale */
export function screenDisplays(screen: Screen): Displays & { onChange(changed: () => void): Disposable } {
  return {
    workAreas: () => {
      const primary = screen.getPrimaryDisplay();
      const others = screen.getAllDisplays().filter((display) => display.id !== primary.id);
      return [primary, ...others].map((display) => display.workArea);
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
