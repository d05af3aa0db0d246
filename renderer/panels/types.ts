import type { Calls, CallName, Panel, Topic } from '../../contract/bridge.ts';
import type { Disposable } from '../../contract/disposable.ts';
import type { Result } from '../../contract/result.ts';
import type { Strings } from '../../contract/strings/index.ts';
import type { Stores } from '../stores/index.ts';
import type { SaveKind, SaveSource } from '../ui/saving/saves.ts';

/** A command to main; never rejects: a closed bridge is `offline`, no answer in 30 s is `timeout`. */
export type Call = <N extends CallName>(
  name: N,
  args: Calls[N]['args'],
) => Promise<Result<Calls[N]['value']>>;

/** What a key asks of a panel; the shell owns the one key listener and knows which key means what. */
export const ACTIONS = [
  'find',
  'board-view',
  'fit-fleet',
  'redraw-map',
  'show-route',
  'next-alarm',
  'acknowledge',
  'alarm',
  'alarm-desk',
  'show-alarm',
  'show-series',
  'chart-tool',
  'detail',
  'centre-route',
  'whole-day',
  'copy-phone',
  'write-note',
  'show-day',
] as const;
export type Action = (typeof ACTIONS)[number];

export interface Actions {
  /** The newest handler of an action gets it; dispose on unmount. `show-alarm` says the alarm's id, `show-series` the series, `chart-tool` which, `show-route` the route, `alarm` and `alarm-desk` what to do. */
  on(action: Action, handler: (argument: string) => void): Disposable;
  /** Asks whoever answers; false where nobody does. */
  run(action: Action, argument?: string): boolean;
}

export interface PanelSaves {
  /** What the panel can hand over; the newest of a panel answers. Dispose on unmount. */
  offer(panel: Panel, source: SaveSource): Disposable;
  save(kind: SaveKind, panel: Panel): Promise<void>;
}

/**
 * The props of every panel, which is one Svelte component that fills its grid cell, its `PanelHead` included.
 *
 * - `stores`: thin mirrors of main. Their getters are reactive in markup, `$derived` and `$effect`; for imperative use each has
 *   `listen(handler): Disposable`. The shell holds the topics of a panel that is shown (`PANEL_TOPICS`): a panel never subscribes itself.
 * - How the window is drawn is `stores.look.value`; colours are the custom properties of `theme/tokens.css` on `<html>`, read with
 *   `getComputedStyle` by what draws on a canvas, again after `stores.look` changes.
 * - Selection is `stores.shared.value.selection`, changed by `call('select', { routeId })` alone.
 */
export interface PanelProps {
  readonly stores: Stores;
  readonly call: Call;
  readonly actions: Actions;
  /** Where the panel offers its table, and its picture where that is more than what is drawn. */
  readonly saves: PanelSaves;
  /** Words, and figures and times in the fleet's zone. */
  readonly strings: Strings;
  /** The map says what it shows, [west, south, east, north] in degrees, on each move's end; the shell decides whether to narrow the lane. */
  readonly reportViewport: (viewport: readonly [number, number, number, number] | null) => void;
  /** False behind a tab or a maximized panel: its topics are let go, actions and offers are not asked, and it draws nothing. */
  readonly shown: boolean;
  /** Closes this panel in every window. */
  readonly close: () => void;
}

/** What a panel needs while it is shown; two panels may need the same. */
export const PANEL_TOPICS: Readonly<Record<Panel, readonly Topic[]>> = {
  map: ['routes', 'positions', 'detail', 'city'],
  board: ['routes', 'positions', 'alarms'],
  alarms: ['alarms', 'overview'],
  capacity: ['capacity'],
  chart: ['metrics', 'routes', 'capacity', 'alarms'],
  route: ['routes', 'positions', 'detail', 'alarms'],
  'alarm-desk': ['alarms', 'overview'],
};

/** What an open panel needs behind a tab too: the chart gathers the phases itself, nobody else keeps a history of them. */
export const KEPT_TOPICS: Readonly<Partial<Record<Panel, readonly Topic[]>>> = { chart: ['capacity'] };
