import * as v from 'valibot';
import type { Counters } from './counters.ts';

/** The value that the schema makes of a payload, or null: counted under `kind`, and nothing else is lost with it. */
export function decode<S extends v.GenericSchema>(
  schema: S,
  payload: unknown,
  kind: string,
  counters: Counters,
): v.InferOutput<S> | null {
  const parsed = v.safeParse(schema, payload, { abortEarly: true });
  if (parsed.success) return parsed.output;
  counters.bump(kind);
  return null;
}
