import type { Diagnostics } from '../../../contract/diagnostics.ts';
import type { UserSettings } from '../../../contract/settings.ts';
import type { SavedFilters } from '../../../contract/board.ts';
import { fail, ok, type Result } from '../../../contract/result.ts';
import type { SeriesHistory } from '../../../contract/metric.ts';
import { seriesHistory } from '../../../contract/schema/domain.ts';
import { resultOf } from '../../../contract/schema/wire.ts';
import type { HistoryRequest } from '../../../contract/wire.ts';
import type { Account } from '../account/account.ts';
import type { Continuity } from '../reconcile/continuity.ts';
import type { Counters } from '../counters.ts';
import { decode } from '../decode.ts';
import type { Link } from '../link/link.ts';
import type { WindowNotifications } from '../notifications/by-window.ts';
import { deskHandlers } from '../layouts/calls.ts';
import type { Desk } from '../layouts/desk.ts';
import type { Shared } from '../shared.ts';
import type { Subscriptions } from '../subscriptions.ts';
import type { Viewports } from '../viewports.ts';
import type { Commands } from './commands.ts';
import * as saved from './filters.ts';
import type { Handlers } from './handle.ts';
import type { PendingNotes } from './notes.ts';

const HISTORY_MS = 10_000;

export interface HandlerParts {
  readonly account: Account;
  readonly commands: Commands;
  readonly continuity: Continuity;
  readonly desk: Desk;
  readonly link: Link;
  readonly notes: PendingNotes;
  readonly shared: Shared;
  readonly subscriptions: Subscriptions;
  readonly counters: Counters;
  readonly viewports: Viewports;
  /** null where the host shows notifications itself: then no window has a say. */
  readonly byWindow: WindowNotifications | null;
  readonly diagnostics: () => Diagnostics;
  /** Keeps them, and tells whoever goes by them. */
  readonly set: (change: Partial<UserSettings>) => void;
  /** The selection is another. */
  readonly selected: () => void;
}

/** What each call does; answers never carry state, that comes by the feed. */
export function createHandlers(parts: HandlerParts): Handlers {
  const { account, commands, desk, link, shared, subscriptions, counters, viewports, byWindow } = parts;
  const done = ok(null);
  const filters = (next: Result<SavedFilters>): Result<null> => {
    if (!next.ok) return next;
    shared.keep({ filters: next.value });
    return done;
  };
  return {
    ...deskHandlers(desk),
    select({ routeId }) {
      shared.select(routeId);
      parts.selected();
      return done;
    },
    acknowledge: (args) => commands.acknowledge(args),
    history: (request) => history(subscriptions, counters, request),
    setSettings({ change }) {
      parts.set(change);
      return done;
    },
    setPanels: (args) => desk.setPanels(args),
    setBoard(board) {
      shared.keep({ board });
      return done;
    },
    setChart(chart) {
      shared.keep({ chart });
      return done;
    },
    setNote: (args) => parts.notes.write(args),
    dropNote({ routeId }) {
      const known = parts.notes.drop(routeId);
      return known ? done : fail('not-found', `No note of route ${routeId} was refused`, 'routeId');
    },
    saveFilter: ({ name, view }) => filters(saved.saveFilter(shared.filters, name, view)),
    renameFilter: ({ name, to }) => filters(saved.renameFilter(shared.filters, name, to)),
    deleteFilter: ({ name }) => filters(saved.deleteFilter(shared.filters, name)),
    startWithFilter: ({ name }) => filters(saved.startWith(shared.filters, name)),
    setViewport({ viewport }, port) {
      viewports.set(port, viewport);
      return done;
    },
    signIn: (args) => account.signIn(args),
    pair: ({ gateway }) => account.pair(gateway),
    paired: () => account.paired(),
    cancelPairing() {
      account.cancelPairing();
      return done;
    },
    signOut: () => account.signOut(),
    diagnostics: () => ok(parts.diagnostics()),
    retryNow() {
      link.retry();
      return done;
    },
    dismissGap({ id }) {
      return parts.continuity.dismiss(id) ? done : fail('not-found', `There is no gap ${String(id)}`, 'id');
    },
    notified({ alarmId, outcome }) {
      const known = byWindow?.outcome(alarmId, outcome) ?? false;
      return known ? done : fail('not-found', 'No notification of this alarm was asked for', 'alarmId');
    },
  };
}

async function history(
  subscriptions: Subscriptions,
  counters: Counters,
  request: HistoryRequest,
): Promise<Result<SeriesHistory>> {
  const answer = await subscriptions.ask('analytics', 'history', request, HISTORY_MS);
  if (!answer.ok) return answer;
  const read = decode(resultOf(seriesHistory), answer.value, 'bad-history', counters);
  if (read === null) return fail('internal', 'The gateway\u2019s answer could not be read');
  return read as Result<SeriesHistory>;
}
