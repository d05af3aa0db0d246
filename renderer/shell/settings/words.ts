import type { ExternalSites } from '../../../contract/external.ts';
import { SETTINGS_VERSION, type FileRefusal, type RefusedSetting } from '../../../contract/settings-file.ts';
import {
  isSettingKey,
  SETTINGS,
  settingSpec,
  type SettingKey,
  type SettingSpec,
  type SettingValue,
} from '../../../contract/settings.ts';
import type { StringKey, Strings } from '../../../contract/strings/index.ts';
import { fold } from '../palette/fold.ts';

export const settingName = (key: SettingKey, { t }: Strings): string => t(`setting.${key}`);
export const settingWhat = (key: SettingKey, { t }: Strings): string => t(`setting.${key}.what`);

/** The catalogue has a word for each choice in the list: a spec goes through all of them. */
export const choiceName = (key: SettingKey, choice: string, { t }: Strings): string =>
  t(`setting.${key}.${choice}` as Extract<StringKey, 'setting.theme.dark'>);

/** A value as the window shows it. */
export function valueText(key: SettingKey, value: SettingValue, strings: Strings): string {
  if (typeof value === 'number') return strings.t('unit.percent', { n: strings.format.number(value) });
  if (typeof value === 'boolean') return strings.t(value ? 'settings.value.on' : 'settings.value.off');
  if (settingSpec(key).kind === 'text') return value === '' ? noneName(key, strings) : value;
  return choiceName(key, value, strings);
}

/** What an empty line of text stands for. */
const noneName = (key: SettingKey, { t }: Strings): string =>
  t(`setting.${key}.none` as Extract<StringKey, 'setting.deskName.none'>);

/** Why a value is none of this setting: the field and the value are named. `value` as it was given. */
export function invalidText(key: SettingKey, value: string, strings: Strings): string {
  const spec = settingSpec(key);
  const name = settingName(key, strings);
  switch (spec.kind) {
    case 'choice':
      return strings.t('settings.invalid.choice', { name, value, choices: spec.choices.join(', ') });
    case 'number':
      return strings.t('settings.invalid.number', { name, value, min: spec.min, max: spec.max });
    case 'text':
      return strings.t('settings.invalid.text', { name, value, most: spec.most });
    case 'switch':
      return strings.t('settings.invalid.switch', { name, value });
  }
}

export const refusedText = ({ key, value, why }: RefusedSetting, strings: Strings): string =>
  why === 'value' && isSettingKey(key)
    ? invalidText(key, value, strings)
    : strings.t('settings.invalid.unknown', { name: key });

export const refusalText = (refusal: FileRefusal, file: string, { t }: Strings): string =>
  refusal.code === 'version'
    ? t('settings.file.version', { file, version: refusal.version, own: SETTINGS_VERSION })
    : t(`settings.file.${refusal.code}`, { file });

/** Whether the texts hold every word of the query, in the language shown. */
function holds(query: string, texts: readonly string[]): boolean {
  const words = fold(query.normalize('NFC')).split(/\s+/).filter(Boolean);
  const folded = fold(texts.join(' ').normalize('NFC'));
  return words.every((word) => folded.includes(word));
}

/** Settings whose name, explanation, choices or group hold every word of the query. */
export function matching(query: string, strings: Strings): readonly (SettingSpec & { key: SettingKey })[] {
  return SETTINGS.filter((spec) => {
    const choices =
      spec.kind === 'choice' ? spec.choices.map((one) => choiceName(spec.key, one, strings)) : [];
    return holds(query, [
      settingName(spec.key, strings),
      settingWhat(spec.key, strings),
      strings.t(`settings.group.${spec.group}`),
      ...choices,
    ]);
  });
}

/** The same of the sites that links may open, which stand beside the settings. */
export const sitesMatch = (query: string, { hosts, by }: ExternalSites, { t }: Strings): boolean =>
  holds(query, [t('sites.title'), t('sites.name'), t(`sites.by.${by}`), ...hosts]);

/** A whole number of the field's text, with or without its sign of percent; null for anything else. */
export function numberIn(text: string): number | null {
  const digits = /^\s*(\d{1,6})\s*%?\s*$/.exec(text)?.[1];
  return digits === undefined ? null : Number(digits);
}
