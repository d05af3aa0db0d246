import { mount } from 'svelte';
import { DEFAULT_BOARD, type BoardView } from '../../contract/board.ts';
import { PANELS, type LinkState } from '../../contract/bridge.ts';
import { SETTING_DEFAULTS, SETTINGS, type UserSettings } from '../../contract/settings.ts';
import App from '../shell/App.svelte';
import { windowIdOf } from '../shell/grid/tear-off.ts';
import { createWindow } from '../shell/console.ts';
import '../theme/fonts.css';
import '../theme/tokens.css';
import '../theme/base.css';
import { FakeBridge } from './fake-bridge.ts';
import { MOODS } from './overview.ts';

// The same window over a bridge with nothing behind it: ?routes=500&phase=live&theme=dark&select=4&still=1&panels=board,chart
const query = new URLSearchParams(window.location.search);
/** Parts of a `BoardView` as JSON: `board={"group":"depot"}`. */
const board = { ...DEFAULT_BOARD, ...(JSON.parse(query.get('board') ?? '{}') as Partial<BoardView>) };
const named = query.get('panels')?.split(',');
const bridge = new FakeBridge({
  routes: Number(query.get('routes') ?? '240'),
  seed: Number(query.get('seed') ?? '1'),
  phase: (query.get('phase') ?? 'live') as LinkState['phase'],
  mood: MOODS.find((mood) => mood === query.get('alarms')) ?? 'busy',
  acts: query.get('acts') === '1',
  gaps: Number(query.get('gaps') ?? '0'),
  windowId: windowIdOf(window.location.search),
  fails: query.get('fails'),
  still: query.get('still') === '1',
  shared: {
    settings: settingsIn(query),
    selection: query.get('select'),
    board,
    ...(named === undefined ? {} : { panels: PANELS.filter((panel) => named.includes(panel)) }),
  },
});
const target = document.getElementById('app');
if (target === null) throw new Error('index.html has no #app');
const { stores, bridge: client } = createWindow(bridge.connect);
mount(App, { target, props: { stores, bridge: client, windowId: windowIdOf(window.location.search) } });

/** `theme`, `density`, `language`, `textSize` and the others by their names; what is not given is as it is at first. */
function settingsIn(from: URLSearchParams): UserSettings {
  const given: Record<string, unknown> = {};
  for (const { key, kind } of SETTINGS) {
    const value = from.get(key);
    if (value === null) continue;
    given[key] = kind === 'number' ? Number(value) : kind === 'switch' ? value === 'true' : value;
  }
  return { ...SETTING_DEFAULTS, ...given };
}
