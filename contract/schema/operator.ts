import * as v from 'valibot';
import { SUPPRESSIONS, type Act, type Cause, type Comment } from '../alarm/operator.ts';
import type { Escalation, Suppression } from '../alarm/operator.ts';
import { id, text, wallTime, type SchemaOf } from './fields.ts';

/** A desk's name. */
export const deskName = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(64));

const actFields = { by: text, console: v.nullable(text), at: wallTime };
export const act = v.object(actFields) satisfies SchemaOf<Act>;
export const alarmComment = v.object({ ...actFields, text }) satisfies SchemaOf<Comment>;
export const suppression = v.object({
  ...actFields,
  kind: v.picklist(SUPPRESSIONS),
  until: v.nullable(wallTime),
  reason: text,
}) satisfies SchemaOf<Suppression>;
export const escalation = v.object({
  level: v.picklist([0, 1, 2]),
  at: wallTime,
  why: v.picklist(['not-received', 'not-answered']),
}) satisfies SchemaOf<Escalation>;
export const cause = v.object({ group: id, key: text }) satisfies SchemaOf<Cause>;
