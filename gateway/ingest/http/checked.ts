import * as v from 'valibot';
import { fail, ok, type Result } from '../../../contract/result.ts';
import { firstWrong } from '../../../contract/schema/fields.ts';

/** A value by its schema, or the first thing wrong with it. */
export function checked<T>(schema: v.GenericSchema<unknown, T>, input: unknown): Result<T> {
  const parsed = v.safeParse(schema, input, { abortEarly: true });
  if (parsed.success) return ok(parsed.output);
  const { field, reason } = firstWrong(parsed.issues);
  return fail('bad-request', reason, field);
}
