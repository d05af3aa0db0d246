import type { Screen } from 'electron';
import type { Displays } from '../../console/ports.ts';

export function screenDisplays(screen: Screen): Displays {
  return {
    workAreas: () => {
      const primary = screen.getPrimaryDisplay();
      const others = screen.getAllDisplays().filter((display) => display.id !== primary.id);
      return [primary, ...others].map((display) => display.workArea);
    },
  };
}
