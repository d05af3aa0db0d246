import { mount } from 'svelte';
import type { Theme } from '../../../../contract/bridge.ts';
import { ok } from '../../../../contract/result.ts';
import { SETTING_DEFAULTS } from '../../../../contract/settings.ts';
import { createStrings } from '../../../../contract/strings/index.ts';
import { wallMs } from '../../../../contract/time.ts';
import { ActionStack } from '../../../shell/actions.ts';
import { Stores } from '../../../stores/index.ts';
import { Saver } from '../../../ui/saving/saver.ts';
import { Saves } from '../../../ui/saving/saves.ts';
import '../../../theme/base.css';
import '../../../theme/fonts.css';
import '../../../theme/tokens.css';
import type { Call } from '../../types.ts';
import MapPanel from '../MapPanel.svelte';
import { Day, markSheet, shifted, type DayFile } from './day.ts';
import './page.css';

/**
 * The panel by itself, for pictures and measurements; not shipped. Query: `n` vehicles, `theme`, `ground` (city, tiles, none),
 * `select` a route, `marks` one vehicle of each mark, `rate` frames a second (0: none), `link` phase. `data/day.json` is a slice of a simulator's day.
 */
const query = new URLSearchParams(location.search);
const n = Number(query.get('n') ?? 120);
let theme = (query.get('theme') ?? 'dark') as Theme;
const ground = query.get('ground') ?? 'city';
const phase = (query.get('link') ?? 'live') as 'live';
document.documentElement.dataset['theme'] = theme;

const violations: string[] = [];
document.addEventListener('securitypolicyviolation', (event) => {
  violations.push(`${event.violatedDirective} ${event.blockedURI}`);
});

const answer = await fetch('/data/day.json');
const file = (await answer.json()) as DayFile;
const sheet = query.has('marks');
const day = sheet
  ? new Day(markSheet(file), 6, false)
  : new Day(ground === 'tiles' ? shifted(file, -77.83, -0.26) : file, n);
const stores = new Stores();
let shared = {
  ...stores.shared.value,
  settings: SETTING_DEFAULTS,
  selection: query.get('select'),
  basemap:
    ground === 'tiles'
      ? {
          kind: 'pmtiles' as const,
          url: '/data/sf.pmtiles',
          attribution: '\u00a9 OpenStreetMap contributors',
        }
      : null,
};
const now = (): ReturnType<typeof wallMs> => wallMs(Date.now());
const publish = (): void => {
  stores.apply({ shared, detail: shared.selection === null ? null : day.detail(shared.selection) });
  document.documentElement.dataset['theme'] = theme;
  stores.look.set({ ...stores.look.value, theme });
};
const call: Call = (name, args) => {
  if (name === 'select') shared = { ...shared, selection: (args as { routeId: string | null }).routeId };
  publish();
  return Promise.resolve(ok(null as never));
};
stores.apply({
  clock: { feed: day.at, wall: now(), rate: 1, received: now() },
  link: { ...stores.link.value, phase, lastByteAt: now() },
  city: ground === 'none' || ground === 'tiles' ? null : day.city,
  routes: day.routes(),
});
stores.host.set({ state: 'open', nextTryAt: null, reason: null });
publish();
const actions = new ActionStack();
const reported: unknown[] = [];
const target = document.getElementById('app');
if (target === null) throw new Error('no #app');
const cell = document.createElement('section');
cell.className = 'cell';
target.append(cell);
mount(MapPanel, {
  target: cell,
  props: {
    stores,
    call,
    actions,
    saves: new Saves({
      saver: new Saver(),
      now: () => stores.clock.feedAt(),
      pictureOf: () => Promise.resolve(null),
    }),
    strings: createStrings('en-GB', 'UTC'),
    shown: true,
    reportViewport: (viewport) => reported.push(viewport),
    close: () => undefined,
  },
});
stores.apply({ positions: day.first() });
const rate = Number(query.get('rate') ?? 0);
if (rate > 0) setInterval(() => stores.apply({ positions: day.next() }), 1000 / rate);
window.addEventListener('keydown', ({ key }) => key === 'f' && actions.run('fit-fleet'));
Object.assign(window, {
  page: {
    violations,
    reported,
    stores,
    call,
    next: (changed?: number) => stores.apply({ positions: day.next(changed) }),
    setTheme: (next: Theme) => {
      theme = next;
      publish();
    },
    setLink: (next: 'live') => stores.apply({ link: { ...stores.link.value, phase: next } }),
  },
});
