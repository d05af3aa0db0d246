import type { Alarm, AlarmEvent } from '../../contract/alarm.ts';
import type { Suppression } from '../../contract/alarm/operator.ts';
import { deed, GATEWAY, type Moment } from './act.ts';
import type { Book, Tick } from './book.ts';
import { byDesign, dependants } from './design.ts';
import { step } from './steps.ts';

/** Suppressed already, or about to be by design: it is never annunciated. */
export function isHidden(book: Book, alarm: Alarm, { wall }: Moment): boolean {
  return alarm.suppression !== null || byDesign(alarm, book.rules, causesOf(book, alarm), wall) !== null;
}

/** Shelving has a hard end. */
export function unshelve(book: Book, { moment, put }: Tick): void {
  const { points, standing } = book;
  for (const { point } of points.expired(moment.wall)) {
    points.remove(point);
    const alarm = standing.at(point);
    const details = { why: 'expired' };
    if (alarm === undefined) {
      book.note({ ...deed('unshelved', null, moment, undefined, details), point });
      continue;
    }
    const note = { action: 'unshelved' as const, moment, details };
    const next = step(book, alarm.id, { type: 'unsuppress', at: moment.feed }, note);
    if (next !== null) put(next);
  }
}

/** Where a cause came or went, whatever hangs on it is looked at again. What an operator suppressed stays theirs. */
export function suppressByDesign(book: Book, changed: readonly Alarm[], { moment, put }: Tick): void {
  const touched = new Set(changed.map((alarm) => alarm.id));
  const depend = dependants(book.rules, changed);
  for (const alarm of [...book.standing.all()]) {
    if (!touched.has(alarm.id) && !depend.has(alarm.ruleId)) continue;
    if (alarm.suppression !== null && alarm.suppression.kind !== 'suppressed') continue;
    const wanted: Suppression | null = byDesign(alarm, book.rules, causesOf(book, alarm), moment.wall);
    if (wanted?.by === alarm.suppression?.by) continue;
    const doer = { by: wanted?.by ?? GATEWAY, console: null };
    const event: AlarmEvent =
      wanted === null
        ? { type: 'unsuppress', at: moment.feed }
        : { type: 'suppress', at: moment.feed, suppression: wanted };
    const action = wanted === null ? 'unsuppressed' : 'suppressed';
    const next = step(book, alarm.id, event, { action, moment, doer });
    if (next !== null) put(next);
  }
}

function* causesOf(book: Book, alarm: Alarm): Iterable<Alarm> {
  for (const id of book.ruleOf(alarm)?.suppressedBy ?? []) yield* book.standing.ofRule(id);
}
