import type { Account } from '../account/account.ts';
import type { Handlers } from '../calls/handle.ts';
import { createHandlers, type HandlerParts } from '../calls/handlers.ts';
import { diagnostics } from '../diagnostics.ts';
import type { Feed } from '../feed/feed.ts';
import type { Stores } from '../topics.ts';
import type { Viewports } from '../viewports.ts';
import type { CommandParts } from './commands.ts';
import type { Core } from './core.ts';
import type { LinkParts } from './link.ts';
import type { NotificationParts } from './notifications.ts';

export interface CallDeps extends Pick<HandlerParts, 'continuity' | 'desk' | 'openAlarm' | 'shared'> {
  readonly core: Core;
  readonly stores: Pick<Stores, 'clock'>;
  readonly feed: Feed;
  readonly viewports: Viewports;
  readonly account: Account;
  readonly line: LinkParts;
  readonly calling: NotificationParts;
  readonly given: CommandParts;
  /** The settings are others. */
  readonly useSettings: () => void;
}

/** What windows may ask for, each answered by the part whose matter it is. */
export function createCalls(deps: CallDeps): Handlers {
  const { core, stores, feed, account, continuity, desk, shared, viewports } = deps;
  const { config, clock, counters, settings, keeper } = core;
  const { link, subscriptions, history, state } = deps.line;
  const { notifications, byWindow, annunciator, voice, tryOut } = deps.calling;
  const { commands, acts, notes } = deps.given;
  return createHandlers({
    account,
    acts,
    commands,
    continuity,
    desk,
    notes,
    link,
    shared,
    subscriptions,
    counters,
    viewports,
    byWindow,
    annunciator,
    voice,
    tryOut,
    tested: (results) => {
      const at = clock.now();
      keeper.write([{ k: 'test', test: { at, by: state().user, results: [...results] } }]);
      // A wall may do nothing at the gateway: its journal has it.
      if (state().role !== 'wall') void acts.give({ type: 'recordTest', args: { at, results } });
      annunciator.look();
    },
    openAlarm: deps.openAlarm,
    diagnostics: () =>
      diagnostics({
        now: () => clock.now(),
        about: config.about ?? null,
        desk: () => settings.user.deskName.trim() || null,
        link: state,
        phases: () => history.phases,
        streams: () => subscriptions.places,
        clock: () => stores.clock.value,
        unkept: () => keeper.trouble,
        token: () => account.token,
        windows: () => feed.windows.size,
        notifications: () => notifications.supported(),
      }),
    set: (change) => {
      shared.keep(change);
      deps.useSettings();
    },
    selected: () => subscriptions.reconcile(),
  });
}
