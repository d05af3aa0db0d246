import * as v from 'valibot';
import { SETTINGS, type SettingKey, type SettingSpec, type UserSettings } from '../settings.ts';
import type { SchemaOf } from './domain.ts';

/** One schema for each setting, made from its entry in the list. */
function schemaOf(spec: SettingSpec): v.GenericSchema {
  switch (spec.kind) {
    case 'choice':
      return v.picklist(spec.choices);
    case 'number':
      return v.pipe(v.number(), v.integer(), v.minValue(spec.min), v.maxValue(spec.max));
    case 'text':
      // Without control and format characters: it stands in others' lists, trails and files.
      return v.pipe(v.string(), v.maxLength(spec.most), v.regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*$/u));
    case 'switch':
      return v.boolean();
  }
}

export const settingSchemas = Object.fromEntries(SETTINGS.map((spec) => [spec.key, schemaOf(spec)])) as {
  readonly [K in SettingKey]: SchemaOf<UserSettings[K]>;
};
const optional = Object.fromEntries(
  Object.entries(settingSchemas).map(([key, schema]) => [key, v.optional(schema as v.GenericSchema)]),
);

export const userSettings = v.object(settingSchemas);
/** Some of them; a name that is no setting is refused, not dropped, so that a typing error is heard of. */
export const settingsChange = v.strictObject(optional) as unknown as SchemaOf<Partial<UserSettings>>;
