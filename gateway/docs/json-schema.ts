import { toJsonSchema } from '@valibot/to-json-schema';
import type * as v from 'valibot';

export type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * The JSON Schema (2020-12) of what is sent. Rules that JSON Schema can't say, such as "west < east", are left out: the schema
 * in `contract/schema` stays what is checked.
 */
export function jsonSchema(schema: v.GenericSchema): JsonSchema {
  const { $schema: _, ...made } = toJsonSchema(schema, {
    target: 'draft-2020-12',
    typeMode: 'input',
    errorMode: 'ignore',
    // Columns of numbers are checked in one pass by code of their own.
    overrideSchema: ({ valibotSchema, jsonSchema: drawn }) =>
      valibotSchema.type === 'custom' ? { type: 'array', items: { type: 'number' } } : drawn,
  });
  return made;
}
