import { PANELS, type Panel } from '../../contract/bridge.ts';
import type { BridgeScene } from './scenes.ts';

const STATES = {
  'nothing-yet': ['routes=0', 'there is nothing yet: what to do'],
  'catching-up': ['phase=catching-up', 'it is on its way: how much is left'],
  live: ['select=4', 'as it is all day'],
  stale: ['phase=stale&select=4', 'nothing was heard for a while: no colour, and its age'],
  'feed-dead': ['phase=waiting&select=4', 'the gateway is gone: what was held, and since when'],
} as const;
/** What can go wrong for one panel alone. */
const ERRORS: Readonly<Partial<Record<Panel, string>>> = {
  chart: 'fails=history',
  route: 'select=none',
};

/** Each panel alone in each of its states. Too many to be kept: made to be looked at. */
export const stateScenes: readonly BridgeScene[] = PANELS.flatMap((panel): readonly BridgeScene[] => {
  const own = Object.entries(STATES).map(([state, [query, says]]) => [state, query, says] as const);
  const error = ERRORS[panel];
  const all = error === undefined ? own : [...own, ['error', error, 'what, why, what to do'] as const];
  return all.map(([state, query, says]) => ({
    name: `${panel}-${state}`,
    says: `The panel ${panel}: ${says}.`,
    size: { width: 960, height: 600 },
    themes: ['dark', 'light'],
    query: `panels=${panel}&${query}`,
    kept: false,
  }));
});
