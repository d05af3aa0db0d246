import type { Panel } from '../../../contract/bridge.ts';
import type { Strings } from '../../../contract/strings/index.ts';
import type { Action, Call } from '../../panels/types.ts';
import type { Stores } from '../../stores/index.ts';
import type { SaveKind } from '../../ui/saving/saves.ts';
import type { Chord } from './chord.ts';

/** One thing that an operator can do: the key listener, the palette and the help know no other. */
export interface Command {
  /** `board.find`; never shown. */
  readonly id: string;
  readonly words: (strings: Strings) => string;
  /** Any of them runs it; the first is shown in the palette. */
  readonly chords: readonly Chord[];
  /** Whose action it is; null is the shell's. */
  readonly panel: Panel | null;
  /** Null where only the key makes sense, such as arrows in rows: said by the help alone. */
  readonly run: (() => void) | null;
  /** The panel hears the keys itself, while it has the focus. */
  readonly own?: boolean;
  /** Whether it means anything now; absent is always. */
  readonly when?: () => boolean;
}

export type Overlay = 'palette' | 'help' | 'gaps';

/** What commands act on: the shell's window. */
export interface Desk {
  readonly stores: Stores;
  readonly call: Call;
  readonly strings: () => Strings;
  readonly open: (panel: Panel) => void;
  readonly close: (panel: Panel) => void;
  /** Asks a panel, which is opened for it where it is closed. */
  readonly ask: (action: Action, panel: Panel, argument?: string) => void;
  readonly retry: () => void;
  readonly show: (overlay: Overlay) => void;
  /** Moves the focus to a panel, or by one in their order. */
  readonly focus: (where: Panel | 1 | -1) => void;
  /** The panel that has the focus; null outside of all. */
  readonly place: () => Panel | null;
  readonly save: (kind: SaveKind, panel: Panel) => void;
  readonly linkDetails: {
    readonly toggle: () => void;
    readonly isOpen: () => boolean;
    readonly close: () => void;
  };
  /** Null where the browser would not ask (any more). */
  readonly askNotifications: () => (() => void) | null;
}
