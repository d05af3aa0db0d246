import type { Panel, SharedState } from '../../../contract/bridge.ts';
import type { Strings } from '../../../contract/strings/index.ts';
import type { Call } from '../../panels/types.ts';
import type { Point } from './drop.ts';

export interface TearOffParts {
  readonly windowId: string;
  readonly host: () => SharedState['host'];
  readonly call: Call;
  readonly strings: () => Strings;
  readonly say: (text: string) => void;
}

/** Of a browser's window, before its panel is drawn; the desktop's host has sizes of its own. CSS pixels. */
const WIDTH = 960;
const HEIGHT = 680;

/**
 * Takes a panel out into a window of its own. A browser lets a window open only while it handles the press, and only with its
 * address: there the window is opened first, under an id made here, and is closed again where main refuses.
 */
export function createTearOff({ windowId, host, call, strings, say }: TearOffParts) {
  return async (panel: Panel, at: Point | null): Promise<void> => {
    const id = host() === 'web' ? crypto.randomUUID() : null;
    const popup = id === null ? null : openWindow(id, at);
    if (id !== null && popup === null) {
      say(strings().t('grid.popupBlocked'));
      return;
    }
    const result = await call('tearOff', { windowId, panel, at, ...(id === null ? {} : { id }) });
    if (result.ok) return;
    popup?.close();
    say(strings().t('grid.refused', { why: result.error.message }));
  };
}

/** In a browser's window; null where it would not. */
export function openWindow(id: string, at: Point | null = null): Window | null {
  const address = new URL(window.location.href);
  address.searchParams.set('window', id);
  const place = at === null ? '' : `,left=${Math.round(at.x - WIDTH / 3)},top=${Math.round(at.y - 20)}`;
  return window.open(address, `routewatch-${id}`, `popup,width=${WIDTH},height=${HEIGHT}${place}`);
}

const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** Which window of the desk a page is, by its address: `?window=UUID`, and `main` without. */
export function windowIdOf(search: string): string {
  const id = new URLSearchParams(search).get('window');
  return id !== null && UUID.test(id) ? id : 'main';
}

/** What the system's list of windows says of one: its panels, where it was torn off. */
export const windowTitle = (panels: string): string =>
  panels === '' ? 'Routewatch' : `${panels} \u2013 Routewatch`;
