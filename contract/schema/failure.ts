import * as v from 'valibot';
import type { Failure } from '../result.ts';
import { finite, text, type SchemaOf } from './fields.ts';

export const FAILURES = [
  'bad-request',
  'unauthorised',
  'forbidden',
  'not-found',
  'conflict',
  'expired',
  'offline',
  'timeout',
  'busy',
  'unsupported',
  'internal',
] as const;

export const failure = v.object({
  code: v.picklist(FAILURES),
  message: text,
  field: v.optional(text),
  winner: v.optional(v.object({ by: text, console: v.nullable(text), at: finite })),
}) satisfies SchemaOf<Failure>;

/** What is sent in place of a good answer: over REST, and as the acknowledgement of an event. */
export const refusal = v.object({ ok: v.literal(false), error: failure });
