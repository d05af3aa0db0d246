import { stepAlarm, type Alarm } from '../../contract/alarm.ts';
import type { WallMs } from '../../contract/time.ts';
import type { Moment } from './act.ts';
import type { Book } from './book.ts';
import { levelAfter } from './rules/rule.ts';

/** Restored alarms that wait, and should have been brought further than they were while nobody could be called. */
export function overdue(book: Book, wall: WallMs): Alarm[] {
  return [...book.standing.all()].filter((alarm) => isOverdue(book, alarm, wall));
}

/** They stand from now on: their time to be answered begins anew. Answers those that are still open, as they are now. */
export function letStand({ standing }: Book, alarms: readonly Alarm[], { feed, wall }: Moment): Alarm[] {
  const stand: Alarm[] = [];
  for (const { id } of alarms) {
    const alarm = standing.get(id);
    if (alarm === undefined) continue;
    const next = stepAlarm(alarm, { type: 'stand', at: feed });
    standing.annunciated(id, wall);
    standing.keep(next);
    stand.push(next);
  }
  return stand;
}

/** Priority 1 always calls for itself, and who claimed an alarm answers for it. */
function isOverdue(book: Book, alarm: Alarm, wall: WallMs): boolean {
  const since = book.standing.since(alarm.id);
  const times = book.ruleOf(alarm)?.escalate;
  if (since === undefined || times === undefined || alarm.priority === 1 || alarm.claim !== null)
    return false;
  return levelAfter(wall - since, times) > (alarm.escalation?.level ?? 0);
}
