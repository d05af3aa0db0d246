import { PANELS, type Panel } from '../../../contract/bridge.ts';
import { HOME, removePanel } from '../../../contract/layout/place.ts';
import { MAIN_WINDOW, type DeskWindow, type Layout, type Place } from '../../../contract/layout/types.ts';
import type { Strings } from '../../../contract/strings/index.ts';

const BUILTIN = 'builtin:';
/** What a role without a layout of its own starts with, and whoever has not signed in yet. */
export const FIRST_LAYOUT = `${BUILTIN}dispatcher`;

export const isBuiltin = (id: string): boolean => id.startsWith(BUILTIN);

/** Those that come with the product. They say nothing of bounds: windows stay where they are, a first one is centred. */
export function builtinLayouts({ t }: Strings): Layout[] {
  const layout = (name: string, slot: number, title: string, root: Place | null): Layout => ({
    id: `${BUILTIN}${name}`,
    name: title,
    slot,
    roles: [name],
    version: 1,
    savedAt: 0,
    windows: [mainWindow(root)],
  });
  return [
    layout('dispatcher', 1, t('layout.dispatcher'), only('map', 'board', 'alarms', 'capacity', 'chart')),
    layout('supervisor', 2, t('layout.supervisor'), SUPERVISOR),
    layout('wall', 3, t('layout.wall'), WALL),
    layout('admin', 4, t('layout.admin'), HOME),
  ];
}

export const mainWindow = (root: Place | null): DeskWindow => ({
  id: MAIN_WINDOW,
  root,
  bounds: null,
  state: 'normal',
  display: null,
});

const stack = (...panels: readonly [Panel, ...Panel[]]): Place => ({
  kind: 'stack',
  panels,
  front: panels[0],
});

/** Alarms and the figures first; the map as an overview. */
const SUPERVISOR: Place = {
  kind: 'split',
  along: 'row',
  children: [
    {
      kind: 'split',
      along: 'column',
      children: [stack('alarms'), stack('board', 'route', 'alarm-desk')],
      shares: [0.55, 0.45],
    },
    {
      kind: 'split',
      along: 'column',
      children: [stack('chart'), stack('map'), stack('capacity')],
      shares: [0.38, 0.4, 0.22],
    },
  ],
  shares: [0.55, 0.45],
};

/** Read from five metres, by nobody in particular: what needs no hand. */
const WALL: Place = {
  kind: 'split',
  along: 'row',
  children: [
    stack('map'),
    {
      kind: 'split',
      along: 'column',
      children: [stack('alarms'), stack('capacity'), stack('chart')],
      shares: [0.5, 0.2, 0.3],
    },
  ],
  shares: [0.7, 0.3],
};

/** `HOME` with these panels only. */
const only = (...panels: readonly Panel[]): Place | null =>
  PANELS.filter((panel) => !panels.includes(panel)).reduce<Place | null>(
    (tree, panel) => removePanel(tree, panel),
    HOME,
  );
