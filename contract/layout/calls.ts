import type { Panel } from '../bridge.ts';
import type { LayoutFile, Path, Place, Side } from './types.ts';

/**
 * What a window asks about the desk. Moving inside of its own window it works out itself and sends the tree (`setPlaces`); what
 * concerns several windows is done by main, so that a panel on its way is never in none.
 */
export interface LayoutCalls {
  /** This window's tree; refused where a panel stands twice or the shares are wrong. `windowId` is the caller's. */
  readonly setPlaces: {
    readonly args: { readonly windowId: string; readonly root: Place | null };
    readonly value: null;
  };
  /** Opens a panel in this window where it is not, and puts it in front. */
  readonly openPanel: {
    readonly args: { readonly windowId: string; readonly panel: Panel };
    readonly value: null;
  };
  /**
   * Takes the panel out of this window into one of its own, near the pointer or centred. The new window's id: a browser opens a
   * window only while it handles the click, with its address, so there the renderer makes the id (a UUID) and gives it here.
   */
  readonly tearOff: {
    readonly args: {
      readonly windowId: string;
      readonly panel: Panel;
      readonly id?: string;
      readonly at: { readonly x: number; readonly y: number } | null;
    };
    readonly value: { readonly windowId: string };
  };
  /** Moves a panel of any window to a place of another; a window that has none left closes, unless it is `main`. */
  readonly movePanel: {
    readonly args: {
      readonly from: string;
      readonly panel: Panel;
      readonly to: string;
      readonly path: Path;
      readonly side: Side;
    };
    readonly value: null;
  };
  /** Closes a torn-off window; with `keep` its panels go back to `main`. */
  readonly closeWindow: {
    readonly args: { readonly windowId: string; readonly keep: boolean };
    readonly value: null;
  };
  /** Saves the desk as it stands: a new layout (id null), or the next version of one. */
  readonly saveLayout: {
    readonly args: { readonly id: string | null; readonly name: string; readonly slot: number | null };
    readonly value: { readonly id: string };
  };
  readonly applyLayout: {
    readonly args: { readonly id: string; readonly version?: number };
    readonly value: null;
  };
  readonly deleteLayout: { readonly args: { readonly id: string }; readonly value: null };
  /** Name, `Alt+` digit (taken from whoever had it) and roles; what is absent stays. */
  readonly changeLayout: {
    readonly args: {
      readonly id: string;
      readonly name?: string;
      readonly slot?: number | null;
      readonly roles?: readonly string[];
    };
    readonly value: null;
  };
  readonly exportLayout: { readonly args: { readonly id: string }; readonly value: LayoutFile };
  /** The text of a file; what is wrong is named with its path in the file. */
  readonly importLayout: {
    readonly args: { readonly text: string };
    readonly value: { readonly id: string };
  };
}
