import * as v from 'valibot';
import { settingSchemas } from './schema/settings.ts';
import { isSettingKey, SETTINGS, type SettingKey, type SettingSpec, type UserSettings } from './settings.ts';

/** Settings as a file, to be taken to another desk. */
export const SETTINGS_FORMAT = 'routewatch-settings';
export const SETTINGS_VERSION = 1;
/** Characters; seven settings need three hundred. */
const MOST = 100_000;

export function settingsFile(settings: UserSettings): string {
  const own = new Set<string>(
    SETTINGS.filter((spec: SettingSpec) => spec.own === true).map(({ key }) => key),
  );
  const shared = Object.fromEntries(Object.entries(settings).filter(([key]) => !own.has(key)));
  const file = { format: SETTINGS_FORMAT, version: SETTINGS_VERSION, settings: shared };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** Why nothing of a file is taken. */
export type FileRefusal =
  | { readonly code: 'too-long' | 'not-json' | 'not-settings' | 'nothing' }
  /** Made by a newer version of this program. */
  | { readonly code: 'version'; readonly version: string };

export interface RefusedSetting {
  readonly key: string;
  /** As the file has it, shortened. */
  readonly value: string;
  readonly why: 'unknown' | 'value';
}

export type SettingsRead =
  | { readonly ok: false; readonly refusal: FileRefusal }
  | {
      readonly ok: true;
      /** What is valid in it; never empty unless something of it was refused. */
      readonly settings: Partial<UserSettings>;
      readonly refused: readonly RefusedSetting[];
    };

/** What can be used of a file's text: each setting by itself, and those that cannot, by name. */
export function readSettingsFile(text: string): SettingsRead {
  if (text.length > MOST) return { ok: false, refusal: { code: 'too-long' } };
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { ok: false, refusal: { code: 'not-json' } };
  }
  if (!isRecord(json) || json['format'] !== SETTINGS_FORMAT || !isRecord(json['settings']))
    return { ok: false, refusal: { code: 'not-settings' } };
  if (json['version'] !== SETTINGS_VERSION)
    return { ok: false, refusal: { code: 'version', version: shown(json['version']) } };
  const entries = Object.entries(json['settings']);
  if (entries.length === 0) return { ok: false, refusal: { code: 'nothing' } };

  const settings: Record<string, unknown> = {};
  const refused: RefusedSetting[] = [];
  for (const [key, value] of entries) {
    if (!isSettingKey(key)) refused.push({ key: key.slice(0, 40), value: shown(value), why: 'unknown' });
    else if (isSetting(key, value)) settings[key] = value;
    else refused.push({ key, value: shown(value), why: 'value' });
  }
  return { ok: true, settings: settings as Partial<UserSettings>, refused };
}

export const isSetting = <K extends SettingKey>(key: K, value: unknown): value is UserSettings[K] =>
  v.is(settingSchemas[key], value);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'undefined';
  return text.length > 40 ? `${text.slice(0, 37)}...` : text;
}
