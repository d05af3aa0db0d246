import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Gateway } from '../../e2e/support/gateway.ts';

type PictureTheme = 'dark' | 'light' | 'contrast';

export interface Scene {
  readonly name: string;
  /** What the picture shows, in a sentence. */
  readonly says: string;
  readonly size: { readonly width: number; readonly height: number };
  readonly themes: readonly PictureTheme[];
  /** False: made to be looked at, and not part of docs/pictures. */
  readonly kept?: boolean;
}

export interface GatewayScene extends Scene {
  readonly flags: readonly string[];
  /** Wall seconds of live data before the picture. */
  readonly settle: number;
  readonly prepare?: (page: Page, gateway: Gateway) => Promise<void>;
  /** Undoes what `prepare` did to the gateway. */
  readonly after?: (gateway: Gateway) => Promise<void>;
}

export interface BridgeScene extends Scene {
  /** Of renderer/dev/main.ts. */
  readonly query: string;
  /** Pressed before the picture; what begins with `>` is typed, and what begins with `"` is without it. */
  readonly keys?: readonly string[];
}

export const fileOf = ({ name }: Scene, theme: PictureTheme): string => `${name}-${theme}.png`;

const WALL = { width: 3840, height: 2160 };
const DESK = { width: 1920, height: 1080 };
const SMALL = { width: 1280, height: 800 };
const BOTH = ['dark', 'light'] as const;
const ALL = ['dark', 'light', 'contrast'] as const;
const at = (time: string): string[] => [
  ...['--input', 'simulator', '--seed', '7', '--start-time', time, '--date', '2026-11-20'],
];
const afternoon = at('16:20');

async function chooseFirstLate(page: Page): Promise<void> {
  const late = page.getByTestId('board').locator('[data-mark=late]').first();
  if ((await late.count()) > 0) await late.click();
  await page.mouse.move(0, 0);
}

async function openRoute(page: Page): Promise<void> {
  await chooseFirstLate(page);
  await page.keyboard.press('d');
  await page.waitForTimeout(2_000);
}

/** `austin`: the folder of the recorded day, or null. */
export function gatewayScenes(austin: string | null): readonly GatewayScene[] {
  const live = { flags: afternoon, settle: 20, prepare: chooseFirstLate };
  const scenes: GatewayScene[] = [
    { ...live, name: 'day', says: 'An afternoon, one late route chosen.', size: DESK, themes: ALL },
    { ...live, name: 'day-small', says: 'The same on a small display.', size: SMALL, themes: ALL },
    {
      name: 'day-4k',
      says: 'Five hundred vans on a 4K display.',
      size: WALL,
      themes: ['dark'],
      // Before noon: so many vans have driven less by then, and the gateway works out all of it before it opens.
      flags: [...at('10:40'), '--vans', '500'],
      settle: 15,
    },
    {
      ...live,
      name: 'route',
      says: 'A route with its stops, plan against actual.',
      size: DESK,
      themes: BOTH,
      prepare: openRoute,
    },
    {
      ...live,
      name: 'german',
      says: 'In German, with a route open.',
      size: DESK,
      themes: ['light'],
      prepare: inGerman,
    },
    {
      name: 'nothing-yet',
      says: 'No fleet yet: each panel says what to do.',
      size: SMALL,
      themes: BOTH,
      flags: ['--input', 'none'],
      settle: 4,
    },
    {
      name: 'feed-dead',
      says: 'The gateway is gone: what is shown is old, and says so.',
      size: DESK,
      themes: BOTH,
      flags: afternoon,
      settle: 10,
      prepare: async (page, gateway) => {
        await gateway.kill();
        await page.getByTestId('banner').waitFor();
        await page.waitForTimeout(9_000);
      },
    },
  ];
  if (austin !== null)
    scenes.push({
      name: 'recording-2015-03-07',
      says: 'A recorded day of buses, ten minutes to the second.',
      size: DESK,
      themes: BOTH,
      flags: [
        ...['--input', 'recording', '--speed', '600'],
        ...['--positions', join(austin, 'vehicle_positions_2015-03-07.csv.gz')],
        ...['--schedule', join(austin, 'schedule_20140824_20150606.csv.gz')],
        ...['--stops', join(austin, 'stops_20140824_20150606.csv.gz')],
      ],
      // Sixty-six seconds are eleven hours of this day.
      settle: 66,
      prepare: chooseFirstLate,
    });
  return scenes;
}

async function inGerman(page: Page): Promise<void> {
  await page.keyboard.press('Control+,');
  await page.locator('[data-setting="language"] input[value=de]').check({ force: true });
  await page.keyboard.press('Escape');
  await openRoute(page);
}

const every = 'panels=map,board,alarms,capacity,chart,route';

/** How alarms weigh on an operator; `acts` shows what waits for the line and what was refused. */
const MOODS = {
  calm: 'Alarms, a calm hour: nothing asks for anybody.',
  busy: 'Alarms, a busy hour: what asks first, and what stood before the gateway began as one line.',
  flood: 'Alarms, a flood: grouped by cause, the first out marked, every row kept.',
} as const;
const moods = Object.entries(MOODS).flatMap(([mood, says]): BridgeScene[] => [
  { name: `alarms-${mood}`, says, query: `alarms=${mood}`, size: SMALL, themes: BOTH },
  {
    name: `alarms-${mood}-4k`,
    says,
    query: `alarms=${mood}&acts=1&select=4`,
    size: WALL,
    themes: BOTH,
    kept: false,
  },
]);

/** States of every panel that pass too fast, or that a healthy gateway does not have. */
export const bridgeScenes: readonly BridgeScene[] = [
  ...moods,
  {
    name: 'catching-up',
    says: 'After a start or a gap: every panel says how much is left.',
    query: `phase=catching-up&select=4&${every}`,
    size: DESK,
    themes: BOTH,
  },
  {
    name: 'stale',
    says: 'Nothing was heard for a while: every panel loses its colour and says how old it is.',
    query: `phase=stale&select=4&${every}`,
    size: DESK,
    themes: BOTH,
  },
  {
    name: 'error',
    says: 'A route that is not in the fleet: what, why, and what to do.',
    query: `select=812&${every}`,
    size: SMALL,
    themes: BOTH,
  },
  {
    name: 'palette',
    says: 'Two keys and a few letters find a route, a van, a driver, an alarm or a command.',
    query: 'select=4',
    size: SMALL,
    themes: BOTH,
    keys: ['Control+k', '"lind'],
  },
  {
    name: 'gap-card',
    says: 'Back after a gap: one line says what was missed.',
    query: 'select=4&gaps=1',
    size: SMALL,
    themes: BOTH,
  },
  {
    name: 'gap',
    says: 'After being cut off: what happened meanwhile.',
    query: 'select=4&gaps=1',
    size: DESK,
    themes: BOTH,
    keys: ['o'],
  },
  {
    name: 'settings',
    says: 'Settings.',
    query: '',
    size: SMALL,
    themes: BOTH,
    keys: ['Control+,'],
  },
  { name: 'sign-in', says: 'Signing in.', query: 'phase=signed-out', size: SMALL, themes: BOTH },
];
