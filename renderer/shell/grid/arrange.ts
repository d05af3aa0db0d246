import type { Panel } from '../../../contract/bridge.ts';
import { MAIN_WINDOW } from '../../../contract/layout/types.ts';
import type { Call } from '../../panels/types.ts';
import type { Arrangement } from '../keys/command.ts';
import type { GridState } from './grid-state.svelte.ts';

export interface ArrangeParts {
  readonly grid: GridState;
  readonly call: Call;
  readonly tearOff: (panel: Panel) => void;
  readonly refused: (why: string) => void;
}

/** The grid as commands know it. */
export function createArrangement({ grid, call, tearOff, refused }: ArrangeParts): Arrangement {
  const { places } = grid;
  const { windowId } = places;
  return {
    torn: () => windowId !== MAIN_WINDOW,
    current: () => grid.current,
    isOpen: (panel) => places.isOpen(panel),
    isMaximized: (panel) => grid.maximized === panel,
    isWith: (panel, other) => grid.isWith(panel, other),
    hasTabs: () => grid.nextTab(1) !== null,
    move: (panel, direction) => grid.move(panel, direction),
    asTab: (panel, other) => grid.asTab(panel, other),
    grow: (panel, along, steps) => grid.grow(panel, along, steps),
    nextTab: (step) => {
      const panel = grid.nextTab(step);
      if (panel !== null) void grid.focus(panel, null);
    },
    toggleMaximized: (panel) => grid.toggleMaximized(panel),
    tearOff,
    giveBack: async (panel) => {
      const result =
        panel === null || places.panels.length < 2
          ? await call('closeWindow', { windowId, keep: true })
          : await call('movePanel', { from: windowId, panel, to: MAIN_WINDOW, path: [], side: 'tab' });
      if (!result.ok) refused(result.error.message);
    },
  };
}
