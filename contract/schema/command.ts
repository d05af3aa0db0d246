import * as v from 'valibot';
import { MAX_BULK, MAX_COMMENT, MAX_REASON } from '../alarm/commands.ts';
import { MAX_NOTE } from '../note.ts';
import type { Command, CommandArgs, CommandType } from '../wire.ts';
import { testResults } from './annunciation.ts';
import { count, finite, id, wallTime, type SchemaOf } from './fields.ts';
import { deskName } from './operator.ts';

const comment = v.pipe(v.string(), v.maxLength(MAX_COMMENT));
const reason = v.pipe(v.string(), v.trim(), v.minLength(1, 'must say why'), v.maxLength(MAX_REASON));
const occurrence = v.pipe(count, v.minValue(1));
/** A point is made of ids: longer than one of them. */
const point = v.pipe(v.string(), v.minLength(1), v.maxLength(400));
/** A month, which no rule allows; the rule's own limit is the gateway's. */
const seconds = v.pipe(v.number(), v.minValue(1), v.maxValue(31 * 86_400));

export const commandArgs = {
  acknowledge: v.object({
    alarmId: id,
    comment: v.optional(comment),
    occurrence: v.optional(occurrence),
  }),
  acknowledgeMany: v.object({
    alarms: v.pipe(
      v.array(v.object({ alarmId: id, ifVersion: v.optional(count), occurrence: v.optional(occurrence) })),
      v.minLength(1),
      v.maxLength(MAX_BULK),
      v.readonly(),
    ),
    comment: v.optional(comment),
  }),
  claim: v.object({ alarmId: id, take: v.optional(v.boolean()) }),
  release: v.object({ alarmId: id }),
  shelve: v.object({ point, seconds, reason }),
  unshelve: v.object({ point }),
  outOfService: v.object({ point, reason }),
  returnToService: v.object({ point }),
  comment: v.object({
    alarmId: id,
    text: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(MAX_COMMENT)),
  }),
  handover: v.object({
    position: v.nullable(deskName),
    note: v.pipe(v.string(), v.maxLength(4_000)),
  }),
  countersign: v.object({ handoverId: id, comment: v.optional(comment) }),
  recordTest: v.object({ at: wallTime, results: testResults }),
  setNote: v.object({ routeId: id, text: v.pipe(v.string(), v.maxLength(MAX_NOTE)) }),
} satisfies { readonly [T in keyof CommandArgs]: SchemaOf<CommandArgs[T]> };

const commandOf = <T extends CommandType>(type: T) =>
  v.object({
    id: v.pipe(v.string(), v.uuid()),
    type: v.literal(type),
    args: commandArgs[type],
    ifVersion: v.optional(count),
    console: v.optional(deskName),
    expiresAt: finite,
  });
/** One schema for each type: a wrong argument is named by its own field. */
export const command = v.variant('type', [
  commandOf('acknowledge'),
  commandOf('acknowledgeMany'),
  commandOf('claim'),
  commandOf('release'),
  commandOf('shelve'),
  commandOf('unshelve'),
  commandOf('outOfService'),
  commandOf('returnToService'),
  commandOf('comment'),
  commandOf('handover'),
  commandOf('countersign'),
  commandOf('recordTest'),
  commandOf('setNote'),
]) satisfies SchemaOf<Command>;
