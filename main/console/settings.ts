import * as v from 'valibot';
import {
  DEFAULT_BOARD,
  findFilter,
  NO_SAVED_FILTERS,
  type BoardView,
  type SavedFilters,
} from '../../contract/board.ts';
import { FIRST_CHART, type ChartView } from '../../contract/chart.ts';
import type { Disposable } from '../../contract/disposable.ts';
import { boardView, savedFilters } from '../../contract/schema/board.ts';
import { chartView } from '../../contract/schema/bridge.ts';
import type { SchemaOf } from '../../contract/schema/domain.ts';
import { settingSchemas } from '../../contract/schema/settings.ts';
import { SETTING_DEFAULTS, SETTINGS, type UserSettings } from '../../contract/settings.ts';
import type { Counters } from './counters.ts';
import type { Bounds, Clock, Logger, SettingsStore } from './ports.ts';

/** What outlives the process beside the token. The user's own settings stand beside the rest: a file of an older version had `theme` there. */
export interface Settings extends UserSettings {
  readonly board: BoardView;
  readonly chart: ChartView;
  readonly filters: SavedFilters;
  readonly gateway: string | null;
  /** Of the one window that there once was; `desk` says it now. */
  /** Whose session the vault holds, and how it was begun; null where nobody is signed in. */
  readonly account: KeptAccount | null;
  readonly bounds: Bounds | null;
  /** Windows and layouts as `layouts/stored.ts` writes them; it reads each part by itself. */
  readonly desk: unknown;
}

export interface KeptAccount {
  readonly tenant: string;
  readonly sub: string;
  readonly by: 'password' | 'pair' | 'token';
}

export const DEFAULTS: Settings = {
  ...SETTING_DEFAULTS,
  board: DEFAULT_BOARD,
  filters: NO_SAVED_FILTERS,
  chart: FIRST_CHART,
  gateway: null,
  account: null,
  bounds: null,
  desk: null,
};

const users = Object.fromEntries(
  SETTINGS.map(({ key }) => [key, v.fallback(settingSchemas[key] as v.GenericSchema, SETTING_DEFAULTS[key])]),
) as unknown as { readonly [K in keyof UserSettings]: v.GenericSchema<UserSettings[K]> };

const pixels = v.pipe(v.number(), v.finite(), v.minValue(-1_000_000), v.maxValue(1_000_000));
const text = v.pipe(v.string(), v.maxLength(200));
/** Each key falls back alone: one that an older or newer version wrote does not cost the others. */
const saved = v.object({
  ...users,
  board: v.fallback(boardView, () => ({ ...structuredClone(DEFAULT_BOARD), columns: null })),
  filters: v.fallback(savedFilters, { list: [], start: null }),
  chart: v.fallback(chartView as SchemaOf<ChartView>, DEFAULTS.chart),
  gateway: v.fallback(v.nullable(v.pipe(v.string(), v.maxLength(2_000))), null),
  account: v.fallback(
    v.nullable(v.object({ tenant: text, sub: text, by: v.picklist(['password', 'pair', 'token']) })),
    null,
  ),
  bounds: v.fallback(v.nullable(v.object({ x: pixels, y: pixels, width: pixels, height: pixels })), null),
  desk: v.optional(v.unknown(), null),
});

/** As a new start shows it: with the view that the operator chose for one. */
function asStarted(settings: Settings): Settings {
  const { filters } = settings;
  const first = filters.start === null ? undefined : findFilter(filters, filters.start);
  return first === undefined ? settings : { ...settings, board: first.view };
}

const SAVE_AFTER_MS = 500;

/** Settings in memory, saved half a second after the last change. */
export class SettingsKeeper implements Disposable {
  #settings = DEFAULTS;
  #timer: Disposable | null = null;
  #saving: Promise<void> = Promise.resolve();
  readonly #store: SettingsStore;
  readonly #clock: Clock;
  readonly #log: Logger;
  readonly #counters: Counters;

  constructor(store: SettingsStore, clock: Clock, log: Logger, counters: Counters) {
    this.#store = store;
    this.#clock = clock;
    this.#log = log;
    this.#counters = counters;
  }

  get value(): Settings {
    return this.#settings;
  }

  async load(): Promise<void> {
    try {
      const raw = await this.#store.load();
      if (raw === undefined) return;
      const parsed = v.safeParse(saved, raw);
      if (parsed.success) {
        this.#settings = asStarted(parsed.output);
        this.#nameRefused(raw as Readonly<Record<string, unknown>>);
      } else this.#lost('load', 'not an object');
    } catch (error) {
      this.#lost('load', error);
    }
  }

  get user(): UserSettings {
    return userOf(this.#settings);
  }

  change(part: Partial<Settings>): void {
    this.#settings = { ...this.#settings, ...part };
    this.#timer?.dispose();
    this.#timer = this.#clock.after(SAVE_AFTER_MS, () => this.#save());
  }

  /** Saves at once what was still to be saved. */
  dispose(): void {
    if (this.#timer !== null) this.#save();
  }

  /** Once the last save is through, also one that failed. */
  saved(): Promise<void> {
    return this.#saving;
  }

  /** A setting that fell back is counted and named: its value was somebody's choice. */
  #nameRefused(raw: Readonly<Record<string, unknown>>): void {
    for (const { key } of SETTINGS) {
      if (raw[key] === undefined || v.is(settingSchemas[key], raw[key])) continue;
      this.#counters.bump('settings-value-refused');
      this.#log.warn('settings: a value cannot be used', { key });
    }
  }

  #save(): void {
    this.#timer?.dispose();
    this.#timer = null;
    this.#saving = this.#store.save(this.#settings).catch((error: unknown) => this.#lost('save', error));
  }

  #lost(what: 'load' | 'save', error: unknown): void {
    this.#counters.bump(`settings-${what}-failed`);
    this.#log.warn(`settings: ${what} failed`, {
      why: error instanceof Error ? error.message : String(error),
    });
  }
}

/** The part that windows share. */
export const userOf = (settings: UserSettings): UserSettings =>
  Object.fromEntries(SETTINGS.map(({ key }) => [key, settings[key]])) as unknown as UserSettings;
