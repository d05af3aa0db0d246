import type { Alarm } from '../../../contract/alarm.ts';
import type { AckAnswer, AckTarget } from '../../../contract/alarm/commands.ts';
import { pointOf } from '../../../contract/alarm/point.ts';
import { wallMs } from '../../../contract/time.ts';
import type { CommandOf } from '../../../contract/wire.ts';
import type { Moment } from '../act.ts';
import type { FleetAlarms } from '../alarms.ts';
import type { AckOutcome } from '../../ports.ts';
import { actOf, done, leads, lost, refused, type Operator, type Outcome } from './outcome.ts';

/** Acknowledge, claim, release, comment: commands on one standing alarm. */
export class Answers {
  readonly #alarms: FleetAlarms;
  /** Who acknowledged an open alarm where and when, for whoever was slower. */
  readonly #acked = new Map<
    string,
    { readonly by: string; readonly console: string | null; readonly at: number }
  >();

  constructor(alarms: FleetAlarms) {
    this.#alarms = alarms;
  }

  acknowledge({ args, ifVersion }: CommandOf<'acknowledge'>, who: Operator, moment: Moment): Outcome {
    const target = { ...args, ...(ifVersion === undefined ? {} : { ifVersion }) };
    const [outcome, winner] = this.#acknowledge(target, args.comment ?? null, who, moment);
    if (outcome.ok) return done(outcome.alarm, outcome.changed ? [outcome.alarm] : []);
    if (outcome.code === 'conflict') return lost(outcome.message, winner, 'args.alarmId');
    return refused(outcome.code, outcome.message, 'args.alarmId');
  }

  acknowledgeMany({ args }: CommandOf<'acknowledgeMany'>, who: Operator, moment: Moment): Outcome {
    const changed: Alarm[] = [];
    const results = args.alarms.map((target): AckAnswer => {
      const [outcome, winner] = this.#acknowledge(target, args.comment ?? null, who, moment);
      if (outcome.ok) {
        if (outcome.changed) changed.push(outcome.alarm);
        return { alarmId: target.alarmId, error: null, alarm: outcome.alarm };
      }
      const { code, message } = outcome;
      const error = { code, message, ...(winner === null ? {} : { winner }) };
      return { alarmId: target.alarmId, error, alarm: this.#alarms.get(target.alarmId) ?? null };
    });
    return done({ results }, changed);
  }

  claim({ args, ifVersion }: CommandOf<'claim'>, who: Operator, moment: Moment): Outcome {
    const alarm = this.#alarms.get(args.alarmId);
    if (alarm === undefined) return refused('not-found', `no open alarm ${args.alarmId}`, 'args.alarmId');
    const owner = alarm.claim;
    if (owner !== null) {
      if (owner.by === who.by && owner.console === who.console) return done(alarm, []);
      const mine = owner.by === who.by || (args.take === true && leads(who.role));
      if (!mine) return lost(`${owner.by} has it`, owner, 'args.alarmId');
    }
    const stale = this.#stale(alarm, ifVersion);
    if (stale !== null) return stale;
    const claim = actOf(who, moment);
    const details = owner === null ? {} : { from: owner.by };
    const next = this.#alarms.step(
      alarm.id,
      { type: 'claim', at: moment.feed, claim },
      { action: 'claimed', moment, doer: who, details },
    );
    return done(next ?? alarm, [next]);
  }

  release({ args, ifVersion }: CommandOf<'release'>, who: Operator, moment: Moment): Outcome {
    const alarm = this.#alarms.get(args.alarmId);
    if (alarm === undefined) return refused('not-found', `no open alarm ${args.alarmId}`, 'args.alarmId');
    if (alarm.claim === null) return done(alarm, []);
    if (alarm.claim.by !== who.by && !leads(who.role)) {
      return refused('forbidden', `${alarm.claim.by} has it: only they or a supervisor let go of it`);
    }
    const stale = this.#stale(alarm, ifVersion);
    if (stale !== null) return stale;
    const next = this.#alarms.step(
      alarm.id,
      { type: 'release', at: moment.feed },
      { action: 'released', moment, doer: who, details: { from: alarm.claim.by } },
    );
    return done(next ?? alarm, [next]);
  }

  comment({ args }: CommandOf<'comment'>, who: Operator, moment: Moment): Outcome {
    const comment = { ...actOf(who, moment), text: args.text };
    const next = this.#alarms.step(
      args.alarmId,
      { type: 'comment', at: moment.feed, comment },
      { action: 'commented', moment, doer: who, details: { text: args.text } },
    );
    return next === null
      ? refused('not-found', `no open alarm ${args.alarmId}`, 'args.alarmId')
      : done(next, [next]);
  }

  #acknowledge(
    { alarmId, ifVersion, occurrence }: AckTarget,
    comment: string | null,
    who: Operator,
    { feed, wall }: Moment,
  ): [AckOutcome, { by: string; console: string | null; at: number } | null] {
    const before = this.#alarms.get(alarmId);
    const winner = this.#acked.get(alarmId) ?? null;
    const asked = ifVersion !== undefined || occurrence !== undefined;
    if (before?.acknowledged === true && before.ackBy !== who.by && asked) {
      const message = `${before.ackBy ?? 'somebody'} acknowledged alarm ${alarmId} already`;
      return [{ ok: false, code: 'conflict', message }, winner];
    }
    const more = { console: who.console, wall, ...(occurrence === undefined ? {} : { occurrence }) };
    const outcome = this.#alarms.acknowledge(alarmId, who.by, comment, ifVersion, feed, more);
    if (outcome.ok && outcome.changed) this.#remember(outcome.alarm, who, wall);
    return [outcome, null];
  }

  #remember({ id }: Alarm, { by, console }: Operator, at: number): void {
    for (const known of this.#acked.keys()) {
      if (this.#alarms.get(known) !== undefined) break;
      this.#acked.delete(known);
    }
    this.#acked.set(id, { by, console, at: wallMs(at) });
  }

  #stale(alarm: Alarm, ifVersion: number | undefined): Outcome | null {
    if (ifVersion === undefined || ifVersion === alarm.version) return null;
    const versions = `version ${String(alarm.version)}, not ${String(ifVersion)}`;
    return lost(`alarm ${alarm.id} (${pointOf(alarm)}) is at ${versions}`, null, 'ifVersion');
  }
}
