import { stepAlarm, type Alarm, type AlarmEvent } from '../../contract/alarm.ts';
import type { AuditAction } from '../../contract/alarm/audit.ts';
import { wallMs, type FeedMs, type WallMs } from '../../contract/time.ts';
import type { AckOutcome } from '../ports.ts';
import { deed, type Deed, type Doer, type Moment } from './act.ts';
import type { Book } from './book.ts';

export interface Note {
  readonly action: AuditAction;
  readonly moment: Moment;
  readonly doer?: Doer;
  readonly details?: Deed['details'];
}

/** What an acknowledgement says beside the alarm and who: the desk, wall time, and which occurrence the operator saw. */
export interface AckMore {
  readonly console?: string | null;
  readonly wall?: WallMs;
  readonly occurrence?: number;
}

export interface Acknowledgement extends AckMore {
  readonly alarmId: string;
  readonly by: string;
  readonly comment: string | null;
  readonly ifVersion: number | undefined;
  readonly now: FeedMs;
}

/** One step of one open alarm, noted; null where it changes nothing. */
export function step(
  book: Book,
  alarmId: string,
  event: AlarmEvent,
  { action, moment, doer, details }: Note,
): Alarm | null {
  const { standing } = book;
  const alarm = standing.get(alarmId);
  if (alarm === undefined) return null;
  const next = stepAlarm(alarm, event);
  if (next === alarm) return null;
  standing.keep(next);
  const again = event.type === 'unsuppress' && next.active && !next.acknowledged;
  if (again) standing.annunciated(alarmId, moment.wall);
  book.note(deed(action, next, moment, doer, again ? { ...details, waits: true } : details));
  book.noteClosing(next, moment);
  return next;
}

/** Refused where the alarm is not what the operator saw any more, or the condition has come again since. */
export function acknowledge(book: Book, asked: Acknowledgement): AckOutcome {
  const { alarmId, by, comment, ifVersion, now, occurrence } = asked;
  const alarm = book.standing.get(alarmId);
  if (alarm === undefined) return { ok: false, code: 'not-found', message: `no open alarm ${alarmId}` };
  // What the operator wanted holds already; the alarm in the answer says whose doing it was.
  if (alarm.acknowledged) return { ok: true, alarm, changed: false };
  if (ifVersion !== undefined && ifVersion !== alarm.version) {
    const message = `alarm ${alarmId} is at version ${String(alarm.version)}, not ${String(ifVersion)}`;
    return { ok: false, code: 'conflict', message };
  }
  if (occurrence !== undefined && occurrence < alarm.occurrence) {
    const message = `alarm ${alarmId} has come again since: occurrence ${String(alarm.occurrence)}, not ${String(occurrence)}`;
    return { ok: false, code: 'conflict', message };
  }
  const console = asked.console ?? null;
  const next = step(
    book,
    alarmId,
    { type: 'acknowledge', at: now, by, console, comment },
    {
      action: 'acknowledged',
      moment: { feed: now, wall: asked.wall ?? wallMs(now) },
      doer: { by, console },
      details: comment === null ? {} : { comment },
    },
  );
  return { ok: true, alarm: next ?? alarm, changed: next !== null };
}
