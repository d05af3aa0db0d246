import type { PendingAct } from '../../contract/alarm/acts.ts';
import type { SavedFilters } from '../../contract/board.ts';
import type { Panel, SharedState } from '../../contract/bridge.ts';
import type { RouteId } from '../../contract/fleet.ts';
import type { PendingNote } from '../../contract/note.ts';
import type { ConsoleConfig } from './api.ts';
import { ValueTopic } from './feed/topic.ts';
import type { Settings, SettingsKeeper } from './settings.ts';

/** What all windows share; the part that outlives the process goes through the settings. */
export class Shared {
  readonly topic: ValueTopic<SharedState>;
  readonly #config: ConsoleConfig;
  readonly #settings: SettingsKeeper;
  readonly #support: () => SharedState['notifications'];
  readonly #panels: () => readonly Panel[];
  #selection: RouteId | null = null;
  #focusAlarm: string | null = null;
  #pendingNotes: readonly PendingNote[] = [];
  #acts: readonly PendingAct[] = [];

  constructor(
    config: ConsoleConfig,
    settings: SettingsKeeper,
    support: () => SharedState['notifications'],
    panels: () => readonly Panel[],
    dirty: () => void,
  ) {
    this.#config = config;
    this.#settings = settings;
    this.#support = support;
    this.#panels = panels;
    this.topic = new ValueTopic(dirty);
  }

  get selection(): RouteId | null {
    return this.#selection;
  }

  get filters(): SavedFilters {
    return this.#settings.value.filters;
  }

  /** By the operator: the alarm that a notification had focused has had its turn. */
  select(route: RouteId | null): void {
    this.#selection = route;
    this.#focusAlarm = null;
    this.publish();
  }

  /** By a notification; an alarm of no route leaves the selection as it is. */
  focus(alarmId: string, route: RouteId | null): void {
    this.#selection = route ?? this.#selection;
    this.#focusAlarm = alarmId;
    this.publish();
  }

  setPendingNotes(notes: readonly PendingNote[]): void {
    this.#pendingNotes = notes;
    this.publish();
  }

  setActs(acts: readonly PendingAct[]): void {
    this.#acts = acts;
    this.publish();
  }

  keep(part: Partial<Settings>): void {
    this.#settings.change(part);
    this.publish();
  }

  publish(): void {
    const { board, chart, filters } = this.#settings.value;
    const { basemap, host, sites, timeZone } = this.#config;
    this.topic.set({
      selection: this.#selection,
      focusAlarm: this.#focusAlarm,
      settings: this.#settings.user,
      panels: this.#panels(),
      board,
      chart,
      pendingNotes: this.#pendingNotes,
      acts: this.#acts,
      filters,
      basemap,
      sites,
      host,
      timeZone,
      notifications: this.#support(),
    });
  }
}
