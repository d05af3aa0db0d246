import type { Panel } from '../../../contract/bridge.ts';
import type { Strings } from '../../../contract/strings/index.ts';
import { PANEL_TOPICS, type Call } from '../../panels/types.ts';
import type { Stores } from '../../stores/index.ts';
import type { Saves } from '../../ui/saving/saves.ts';
import type { ActionStack } from '../actions.ts';
import type { Caller } from '../annunciate/caller.svelte.ts';
import { whenFresh } from '../fresh.ts';
import { closeLinkDetails, isLinkDetailsOpen, toggleLinkDetails } from '../link-details.ts';
import type { Arrangement, Desk, LayoutDesk, Overlay } from './command.ts';
import { placeOf } from './place.ts';

export interface DeskParts {
  readonly stores: Stores;
  readonly call: Call;
  readonly actions: ActionStack;
  readonly strings: () => Strings;
  readonly caller: Caller;
  readonly open: (panel: Panel) => void;
  /** Open in this window, and not seen. */
  readonly isBehind: (panel: Panel) => boolean;
  readonly close: (panel: Panel) => void;
  readonly focus: (where: Panel | 1 | -1) => void;
  readonly arrange: Arrangement;
  readonly layouts: LayoutDesk;
  readonly retry: () => void;
  readonly show: (overlay: Overlay) => void;
  readonly saves: Saves;
}

/** The window's own desk: what a panel does not answer waits for it to open. */
export function createDesk({ actions, saves, isBehind, ...parts }: DeskParts): Desk {
  return {
    ...parts,
    ask: (action, panel, argument = '') => {
      if (actions.run(action, argument)) return;
      actions.later(action, argument);
      parts.open(panel);
    },
    place: () => placeOf(document.activeElement),
    save: (kind, panel) => {
      if (!isBehind(panel)) return void saves.save(kind, panel);
      parts.open(panel);
      void whenFresh(parts.stores, PANEL_TOPICS[panel]).then(() => saves.save(kind, panel));
    },
    linkDetails: {
      toggle: toggleLinkDetails,
      isOpen: isLinkDetailsOpen,
      close: () => void closeLinkDetails(),
    },
    askNotifications: () =>
      parts.stores.shared.value.host === 'web' &&
      'Notification' in window &&
      Notification.permission === 'default'
        ? () => void Notification.requestPermission()
        : null,
  };
}
