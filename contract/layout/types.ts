import type { Panel } from '../bridge.ts';

/**
 * How a desk is arranged: windows on displays, and in each window a tree of splits whose leaves are stacks of panels.
 * Plain data, kept by main, drawn by the renderer; the operations on it are pure functions beside this file, because both sides use them.
 */

/** A stack of panels in one place: one is in front, the others are tabs behind it. Never empty. */
export interface Stack {
  readonly kind: 'stack';
  readonly panels: readonly Panel[];
  /** One of `panels`. */
  readonly front: Panel;
}

/** Side by side (`row`) or one over the other (`column`). At least two children; a child never splits the same way. */
export interface Split {
  readonly kind: 'split';
  readonly along: 'row' | 'column';
  readonly children: readonly Place[];
  /** Shares of the length, as many as children, each above 0; their sum is 1. */
  readonly shares: readonly number[];
}

export type Place = Stack | Split;

/** Where in the tree: the child's index at each split from the root. */
export type Path = readonly number[];

/** A side of a place at which something is put: as a tab of it, or beside it. */
export type Side = 'tab' | 'left' | 'right' | 'top' | 'bottom';

/** Device-independent pixels of the whole desktop. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * A monitor as one would know it again: the system's id may change over a restart, so what it is called and how it lies
 * help. Compared by `sameDisplay`-like scoring, never by one field alone.
 */
export interface DisplayIdentity {
  /** The system's id, as text; stable for the same output on most systems. */
  readonly id: string;
  /** Maker's name as the system tells it; empty where it does not. */
  readonly label: string;
  /** Bounds in device-independent pixels of the desktop, and device pixels per one of them. */
  readonly bounds: Rect;
  readonly scale: number;
  readonly internal: boolean;
}

/** One window of the desk. The window `main` is always there; others are what was torn off. */
export interface DeskWindow {
  /** `main`, or a UUID. */
  readonly id: string;
  /** A panel stands at most once in a window. Null: everything is closed. */
  readonly root: Place | null;
  /** As last placed; null: never yet. */
  readonly bounds: Rect | null;
  readonly state: 'normal' | 'maximized' | 'fullscreen';
  /** On which display it was; null where the host has no say over windows, or it was never placed. */
  readonly display: DisplayIdentity | null;
}

export const MAIN_WINDOW = 'main';
export const MAX_WINDOWS = 12;
export const MAX_LAYOUTS = 30;
/** Versions kept of each layout, the oldest goes first. */
export const MAX_LAYOUT_VERSIONS = 10;
export const MAX_LAYOUT_NAME = 60;
/** Characters of a layout's file; a full desk takes a third of them, and twice as many pass a bridge. */
export const MAX_LAYOUT_FILE = 24 * 1024;

/** What is saved under a name. Each saving is a version; the newest is applied, an older one can be brought back. */
export interface Layout {
  /** UUID, or `builtin:dispatcher`-like for those that come with the product: these cannot be changed, only copied. */
  readonly id: string;
  readonly name: string;
  /** `Alt+1` to `Alt+9`; null: none. */
  readonly slot: number | null;
  /** Roles for which it is the first layout. */
  readonly roles: readonly string[];
  readonly version: number;
  readonly savedAt: number;
  readonly windows: readonly DeskWindow[];
}

/** The desk as it stands, to every window. */
export interface DeskState {
  readonly windows: readonly DeskWindow[];
  /** The layout that was applied last, and whether the desk has been changed since. */
  readonly layout: { readonly id: string; readonly version: number; readonly changed: boolean } | null;
  readonly layouts: readonly LayoutSummary[];
  /**
   * Windows without a page, where the host itself can open none (web): another window offers to open them, or to take their panels
   * back. Absent or empty where the host opens its windows itself.
   */
  readonly pageless?: readonly string[];
}

/** What the menu and the palette list. */
export interface LayoutSummary {
  readonly id: string;
  readonly name: string;
  readonly slot: number | null;
  readonly roles: readonly string[];
  readonly version: number;
  readonly savedAt: number;
  /** Older versions that can be brought back, newest first. */
  readonly older: readonly { readonly version: number; readonly savedAt: number }[];
  readonly builtin: boolean;
  readonly windowCount: number;
}

/** A layout as a file to be shared: nothing of this computer in it but how its displays lay. */
export interface LayoutFile {
  readonly format: 'routewatch-layout';
  readonly version: 1;
  readonly name: string;
  readonly windows: readonly DeskWindow[];
}
