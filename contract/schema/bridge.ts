import * as v from 'valibot';
import type { AlarmOperation } from '../alarm/acts.ts';
import type { AlarmCommandType } from '../alarm/commands.ts';
import { MAX_CHART_LINES, type ChartView } from '../chart.ts';
import { MAX_NOTE } from '../note.ts';
import { MAX_GAP_LISTED, TOPICS, type CallName, type Gap } from '../bridge.ts';
import { auditRequest, healthRequest } from './alarm.ts';
import { commandArgs } from './command.ts';
import { count, epochMs, id, text } from './fields.ts';
import { failure } from './failure.ts';
import { annunciationArgs } from './annunciation.ts';
import { boardView, filterName } from './board.ts';
import { alarm, wallTime, type SchemaOf } from './domain.ts';
import { layoutArgs } from './layout.ts';
import { settingsChange } from './settings.ts';
import { historyRequest, positionsRequest } from './wire.ts';

/** Renderer -> main. What main sends is made by main from decoded values; the renderer checks only its envelope. */
export const toMain = v.variant('t', [
  v.object({ t: v.literal('sub'), topic: v.picklist(TOPICS) }),
  v.object({ t: v.literal('unsub'), topic: v.picklist(TOPICS) }),
  v.object({ t: v.literal('ack'), n: count }),
  v.object({ t: v.literal('call'), id: count, name: v.string(), args: v.unknown() }),
]);

/** A span of a minute to a year; what is wanted and what there is are two things. */
export const chartView = v.object({
  names: v.pipe(v.array(id), v.minLength(1), v.maxLength(MAX_CHART_LINES)),
  range: v.object({
    span: v.pipe(v.number(), v.minValue(60_000), v.maxValue(366 * 86_400_000)),
    end: v.nullable(epochMs),
  }),
}) satisfies SchemaOf<ChartView>;

const mark = v.picklist([
  'planned',
  'on-time',
  'at-stop',
  'late',
  'exception',
  'silent',
  'off-route',
  'completed',
]);
export const gap = v.object({
  id: count,
  from: wallTime,
  to: wallTime,
  why: v.picklist(['offline', 'not-running', 'passed']),
  alarms: v.pipe(v.array(alarm), v.maxLength(MAX_GAP_LISTED)),
  alarmCount: count,
  statusChanges: v.nullable(
    v.pipe(v.array(v.object({ routeId: id, before: mark, after: mark })), v.maxLength(MAX_GAP_LISTED)),
  ),
  statusCount: v.nullable(count),
  complete: v.boolean(),
}) satisfies SchemaOf<Gap>;

const operation = <T extends AlarmCommandType>(type: T) =>
  v.object({ type: v.literal(type), args: commandArgs[type], ifVersion: v.optional(count) });
/** One for each type: a wrong argument is named by its own field. */
export const alarmOperation = v.variant('type', [
  operation('acknowledge'),
  operation('acknowledgeMany'),
  operation('claim'),
  operation('release'),
  operation('shelve'),
  operation('unshelve'),
  operation('outOfService'),
  operation('returnToService'),
  operation('comment'),
  operation('handover'),
  operation('countersign'),
  operation('recordTest'),
]) satisfies SchemaOf<AlarmOperation>;

const nothing = v.object({});
const address = v.pipe(v.string(), v.maxLength(2_000));
/** One schema for the arguments of each call; a call without one does not exist. */
export const callArgs = {
  ...layoutArgs,
  select: v.object({ routeId: v.nullable(id) }),
  acknowledge: commandArgs.acknowledge,
  operate: alarmOperation,
  dropAct: v.object({ id: v.pipe(v.string(), v.uuid()) }),
  health: healthRequest,
  audit: auditRequest,
  history: historyRequest,
  setSettings: v.object({ change: settingsChange }),
  setBoard: boardView,
  setChart: chartView,
  setNote: v.object({
    routeId: id,
    text: v.pipe(v.string(), v.maxLength(MAX_NOTE)),
    ifVersion: v.optional(count),
  }),
  dropNote: v.object({ routeId: id }),
  saveFilter: v.object({ name: filterName, view: boardView }),
  renameFilter: v.object({ name: filterName, to: filterName }),
  deleteFilter: v.object({ name: filterName }),
  startWithFilter: v.object({ name: v.nullable(filterName) }),
  setViewport: v.object({ viewport: v.nullable(v.unwrap(positionsRequest).entries.viewport) }),
  signIn: v.union([
    v.object({ gateway: address, token: v.pipe(v.string(), v.minLength(1), v.maxLength(8_000)) }),
    v.object({
      gateway: address,
      user: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
      password: v.pipe(v.string(), v.minLength(1), v.maxLength(256)),
    }),
  ]),
  pair: v.object({ gateway: address }),
  paired: nothing,
  cancelPairing: nothing,
  signOut: nothing,
  retryNow: nothing,
  diagnostics: nothing,
  dismissGap: v.object({ id: count }),
  ...annunciationArgs,
} satisfies Record<CallName, v.GenericSchema>;

export const toRenderer = v.variant('t', [
  v.object({ t: v.literal('frame'), n: count, body: v.record(v.string(), v.unknown()) }),
  v.object({
    t: v.literal('result'),
    id: count,
    result: v.variant('ok', [
      v.object({ ok: v.literal(true), value: v.unknown() }),
      v.object({
        ok: v.literal(false),
        error: v.object({ ...failure.entries, code: v.string() }),
      }),
    ]),
  }),
  v.object({
    t: v.literal('notify'),
    alarmId: id,
    title: text,
    body: text,
    urgent: v.boolean(),
    silent: v.optional(v.boolean()),
  }),
  v.object({ t: v.literal('dismiss'), alarmId: id }),
  v.object({ t: v.literal('voice'), mine: v.boolean() }),
]);
