import type { Panel } from '../../../contract/bridge.ts';
import type { LayoutSummary } from '../../../contract/layout/types.ts';
import type { Strings } from '../../../contract/strings/index.ts';
import type { Caller } from '../annunciate/caller.svelte.ts';
import type { Action, Call } from '../../panels/types.ts';
import type { Stores } from '../../stores/index.ts';
import type { SaveKind } from '../../ui/saving/saves.ts';
import type { Direction } from '../grid/steps.ts';
import type { Named } from '../layouts/named.ts';
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
  /** Also where there is no fleet to act on: before the first sign-in, after a refusal. */
  readonly always?: boolean;
  /** Whether it means anything now; absent is always. */
  readonly when?: () => boolean;
}

export type Overlay =
  | 'palette'
  | 'help'
  | 'gaps'
  | 'layouts'
  | 'name-layout'
  | 'settings'
  | 'about'
  | 'diagnostics'
  | 'test-alarms';

/** What commands do to this window's panels. */
export interface Arrangement {
  /** Not the main window. */
  readonly torn: () => boolean;
  /** The panel with the focus, or that had it last; null where all are closed. */
  readonly current: () => Panel | null;
  readonly isOpen: (panel: Panel) => boolean;
  readonly isMaximized: (panel: Panel) => boolean;
  /** Whether both are tabs of one stack. */
  readonly isWith: (panel: Panel, other: Panel) => boolean;
  readonly hasTabs: () => boolean;
  readonly move: (panel: Panel, direction: Direction) => void;
  readonly asTab: (panel: Panel, other: Panel) => void;
  readonly grow: (panel: Panel, along: 'row' | 'column', steps: 1 | -1) => void;
  readonly nextTab: (step: 1 | -1) => void;
  readonly toggleMaximized: (panel: Panel) => void;
  readonly tearOff: (panel: Panel) => void;
  /** To the main window; null: all of this window. */
  readonly giveBack: (panel: Panel | null) => void;
}

/** What commands do to the layouts. */
export interface LayoutDesk {
  readonly all: () => readonly LayoutSummary[];
  /** The one applied last. */
  readonly present: () => LayoutSummary | null;
  readonly role: () => string | null;
  readonly apply: (id: string, version?: number) => void;
  /** The present one as it is now. */
  readonly save: () => void;
  /** Asks for a name: null for a new layout. */
  readonly name: (layout: LayoutSummary | null) => void;
  /** Why it was refused; empty where it was done. */
  readonly named: (named: Named) => Promise<string>;
  /** Asks first. */
  readonly remove: (layout: LayoutSummary) => void;
  readonly erase: (id: string) => void;
  readonly exportFile: (layout: LayoutSummary) => void;
  readonly importFile: () => void;
  readonly change: (id: string, change: { slot?: number | null; roles?: readonly string[] }) => void;
}

/** What commands act on: the shell's window. */
export interface Desk {
  readonly stores: Stores;
  readonly call: Call;
  readonly strings: () => Strings;
  /** This window's sounds. */
  readonly caller: Caller;
  readonly open: (panel: Panel) => void;
  readonly close: (panel: Panel) => void;
  readonly arrange: Arrangement;
  readonly layouts: LayoutDesk;
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
