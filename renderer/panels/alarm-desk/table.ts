import type { AlarmHealth } from '../../../contract/alarm/health.ts';
import type { Handover } from '../../../contract/alarm/handover.ts';
import type { SuppressionEntry } from '../../../contract/alarm/overview.ts';
import { isoOrNull, isoTime, type Table } from '../../ui/saving/csv.ts';

export const suppressionTable = (entries: readonly SuppressionEntry[]): Table => ({
  header: [
    'point',
    'rule',
    'priority',
    'route',
    'vehicle',
    'series',
    'state',
    'by',
    'console',
    'reason',
    'since (UTC)',
    'until (UTC)',
    'alarm',
    'came',
  ],
  rows: entries.map(({ suppression, ...entry }) => [
    entry.point,
    entry.ruleId,
    entry.priority,
    entry.routeId,
    entry.vehicleId,
    entry.series,
    suppression.kind,
    suppression.by,
    suppression.console,
    suppression.reason,
    isoTime(suppression.at),
    isoOrNull(suppression.until),
    entry.alarmId,
    entry.occurrences,
  ]),
});

/** Figures as the gateway counts them: shares 0 to 1, times in milliseconds. */
export const healthTable = (health: AlarmHealth): Table => ({
  header: ['figure', 'value'],
  rows: [
    ['position', health.position],
    ['from (UTC)', isoTime(health.from)],
    ['to (UTC)', isoTime(health.to)],
    ['alarms', health.alarms],
    ['per 10 min', health.per10Min.average],
    ['peak in 10 min', health.per10Min.peak],
    ['floods', health.floods],
    ['flood share', health.floodShare],
    ['chattering', health.chattering.length],
    ['standing over 24 h', health.standing],
    ['share of top ten', health.topShare],
    ['priority 1', health.priorities[1]],
    ['priority 2', health.priorities[2]],
    ['priority 3', health.priorities[3]],
    ['median to acknowledge (ms)', health.toAcknowledge.medianMs],
    ['p95 to acknowledge (ms)', health.toAcknowledge.p95Ms],
    ['waiting', health.toAcknowledge.waiting],
    ...health.top.map(({ point, count }): [string, number] => [`top ${point}`, count]),
  ],
});

/** One row for each thing that is handed over. */
export const handoverTable = (handover: Handover): Table => ({
  header: ['part', 'what', 'state', 'by', 'console', 'at (UTC)', 'words'],
  rows: [
    ['shift', handover.position, null, handover.by, handover.console, isoTime(handover.from), null],
    ['handover', handover.id, null, handover.by, handover.console, isoTime(handover.at), handover.note],
    [
      'countersigned',
      null,
      handover.countersigned === null ? 'open' : 'signed',
      handover.countersigned?.by ?? null,
      handover.countersigned?.console ?? null,
      isoOrNull(handover.countersigned?.at ?? null),
      handover.countersigned?.comment ?? null,
    ],
    ...(['raised', 'acknowledged', 'closed', 'escalated'] as const).map((name): Table['rows'][number] => [
      'happened',
      name,
      String(handover.happened[name]),
      null,
      null,
      null,
      null,
    ]),
    ...handover.standing.map((alarm): Table['rows'][number] => [
      'standing',
      alarm.id,
      alarm.acknowledged ? 'acknowledged' : 'unacknowledged',
      alarm.ackBy,
      alarm.ackConsole,
      isoTime(alarm.raisedWall),
      [alarm.ruleId, alarm.routeId ?? alarm.vehicleId ?? alarm.series ?? ''].join(' '),
    ]),
    ...handover.suppressed.map((entry): Table['rows'][number] => [
      'suppressed',
      entry.point,
      entry.suppression.kind,
      entry.suppression.by,
      entry.suppression.console,
      isoTime(entry.suppression.at),
      entry.suppression.reason,
    ]),
  ],
});
