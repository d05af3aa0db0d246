/**
 * What a user may set, in one list: main validates and keeps by it, the settings window is drawn from it. The words are
 * `setting.KEY`, `setting.KEY.what` and `setting.KEY.CHOICE` of the catalogue. A setting that does nothing does not stand here.
 */
interface Common {
  readonly key: string;
  readonly group: SettingGroup;
  /** It is of this console alone: a file of settings that goes to another desk does not carry it. */
  readonly own?: true;
}
export interface ChoiceSpec extends Common {
  readonly kind: 'choice';
  readonly choices: readonly string[];
  readonly fallback: string;
}
export interface NumberSpec extends Common {
  readonly kind: 'number';
  /** Both included. */
  readonly min: number;
  readonly max: number;
  /** What the keys and buttons go by; any whole number between is valid. */
  readonly step: number;
  readonly unit: 'percent';
  readonly fallback: number;
}
export interface SwitchSpec extends Common {
  readonly kind: 'switch';
  readonly fallback: boolean;
}
/** A line that somebody types; empty is the fallback and means what `setting.KEY.none` says. */
export interface TextSpec extends Common {
  readonly kind: 'text';
  /** Characters. */
  readonly most: number;
  readonly fallback: '';
}
export type SettingSpec = ChoiceSpec | NumberSpec | SwitchSpec | TextSpec;

export const SETTING_GROUPS = ['look', 'language', 'map', 'alarms'] as const;
export type SettingGroup = (typeof SETTING_GROUPS)[number];

export const SETTINGS = [
  {
    key: 'theme',
    group: 'look',
    kind: 'choice',
    choices: ['dark', 'light', 'contrast', 'system'],
    fallback: 'dark',
  },
  {
    key: 'textSize',
    group: 'look',
    kind: 'number',
    min: 90,
    max: 150,
    step: 10,
    unit: 'percent',
    fallback: 100,
  },
  {
    key: 'density',
    group: 'look',
    kind: 'choice',
    choices: ['compact', 'normal', 'comfortable'],
    fallback: 'normal',
  },
  { key: 'motion', group: 'look', kind: 'choice', choices: ['system', 'reduced'], fallback: 'system' },
  { key: 'language', group: 'language', kind: 'choice', choices: ['system', 'en', 'de'], fallback: 'system' },
  { key: 'clock', group: 'language', kind: 'choice', choices: ['h24', 'h12', 'system'], fallback: 'h24' },
  { key: 'mapLabels', group: 'map', kind: 'switch', fallback: true },
  // As long as the gateway takes it.
  { key: 'deskName', group: 'alarms', kind: 'text', most: 64, fallback: '', own: true },
  // Never 0: an alarm that cannot be heard is none.
  {
    key: 'volume',
    group: 'alarms',
    kind: 'number',
    min: 10,
    max: 100,
    step: 10,
    unit: 'percent',
    fallback: 70,
  },
  { key: 'testTone', group: 'alarms', kind: 'choice', choices: ['off', 'h8', 'h12'], fallback: 'off' },
] as const satisfies readonly SettingSpec[];

type Entry = (typeof SETTINGS)[number];
export type SettingKey = Entry['key'];
type ValueOf<E> = E extends { readonly kind: 'choice'; readonly choices: readonly (infer C)[] }
  ? C
  : E extends { readonly kind: 'number' }
    ? number
    : E extends { readonly kind: 'text' }
      ? string
      : boolean;

export type UserSettings = {
  readonly [K in SettingKey]: ValueOf<Extract<Entry, { readonly key: K }>>;
};
export type SettingValue = UserSettings[SettingKey];

export const SETTING_DEFAULTS = Object.fromEntries(
  SETTINGS.map(({ key, fallback }) => [key, fallback]),
) as unknown as UserSettings;

/** What is drawn: `system` is already decided. */
export type Theme = Exclude<UserSettings['theme'], 'system'>;

/** What this computer asks for, where a setting leaves it to the system. */
export interface SystemWishes {
  readonly dark: boolean;
  /** More contrast, or colours forced by the user. */
  readonly contrast: boolean;
}

export function themeOf(choice: UserSettings['theme'], system: SystemWishes): Theme {
  if (choice !== 'system') return choice;
  if (system.contrast) return 'contrast';
  return system.dark ? 'dark' : 'light';
}

export const isSettingKey = (key: string): key is SettingKey => SETTINGS.some((spec) => spec.key === key);

export function settingSpec(key: SettingKey): SettingSpec {
  // The type of the key says that it is there.
  return SETTINGS.find((spec) => spec.key === key) as SettingSpec;
}
