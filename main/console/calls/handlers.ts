import type { Diagnostics } from '../../../contract/diagnostics.ts';
import type { UserSettings } from '../../../contract/settings.ts';
import type { SavedFilters } from '../../../contract/board.ts';
import { fail, ok, type Result } from '../../../contract/result.ts';
import type { AuditPage } from '../../../contract/alarm/audit.ts';
import type { AlarmHealth } from '../../../contract/alarm/health.ts';
import type { SeriesHistory } from '../../../contract/metric.ts';
import type { StreamName } from '../../../contract/stream.ts';
import { alarmHealth, auditPage } from '../../../contract/schema/alarm.ts';
import { seriesHistory, type SchemaOf } from '../../../contract/schema/domain.ts';
import { resultOf } from '../../../contract/schema/wire.ts';
import type { Account } from '../account/account.ts';
import type { Continuity } from '../reconcile/continuity.ts';
import type { Counters } from '../counters.ts';
import { decode } from '../decode.ts';
import type { Link } from '../link/link.ts';
import type { AlarmTest } from '../../../contract/annunciation.ts';
import type { Annunciator } from '../notifications/annunciator.ts';
import type { WindowNotifications } from '../notifications/by-window.ts';
import type { TryOut } from '../notifications/try-out.ts';
import type { Voice } from '../notifications/voice.ts';
import { deskHandlers } from '../layouts/calls.ts';
import type { Desk } from '../layouts/desk.ts';
import type { Shared } from '../shared.ts';
import type { Subscriptions } from '../subscriptions.ts';
import type { Viewports } from '../viewports.ts';
import type { PendingActs } from './acts.ts';
import type { Commands } from './commands.ts';
import * as saved from './filters.ts';
import type { Handlers } from './handle.ts';
import type { PendingNotes } from './notes.ts';

const ANSWER_MS = 10_000;

export interface HandlerParts {
  readonly account: Account;
  readonly acts: PendingActs;
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
  readonly annunciator: Annunciator;
  readonly voice: Voice;
  readonly tryOut: TryOut;
  readonly tested: (results: AlarmTest['results']) => void;
  /** As a click on its notification. */
  readonly openAlarm: (alarmId: string) => void;
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
  async function ask<T>(
    stream: StreamName,
    event: string,
    request: unknown,
    schema: SchemaOf<T>,
  ): Promise<Result<T>> {
    const answer = await subscriptions.ask(stream, event, request, ANSWER_MS);
    if (!answer.ok) return answer;
    const read = decode(resultOf(schema as SchemaOf<unknown>), answer.value, `bad-${event}`, counters);
    if (read === null) return fail('internal', 'The gateway\u2019s answer could not be read');
    return read as Result<T>;
  }
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
    operate: (operation) => parts.acts.give(operation),
    dropAct({ id }) {
      return parts.acts.drop(id) ? done : fail('not-found', `Nothing refused has the id ${id}`, 'id');
    },
    health: (request) => ask<AlarmHealth>('alerts', 'health', request, alarmHealth),
    audit: (request) => ask<AuditPage>('alerts', 'audit', request, auditPage),
    history: (request) => ask<SeriesHistory>('analytics', 'history', request, seriesHistory),
    setSettings({ change }) {
      parts.set(change);
      return done;
    },
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
    silence() {
      parts.annunciator.silence();
      return done;
    },
    voice({ state }, port) {
      parts.voice.said(port, state);
      return done;
    },
    showAlarm({ alarmId }) {
      parts.openAlarm(alarmId);
      return done;
    },
    testChannel: async ({ channel }) => ok(await parts.tryOut.try(channel)),
    recordTest({ results }) {
      parts.tested(results);
      return done;
    },
    notified({ alarmId, outcome, ...more }) {
      const known = byWindow?.outcome(alarmId, outcome, more) ?? false;
      return known ? done : fail('not-found', 'No notification of this alarm was asked for', 'alarmId');
    },
  };
}
