import type { Alarm } from '../../../contract/alarm.ts';
import type { Suppression } from '../../../contract/alarm/operator.ts';
import { pointOf } from '../../../contract/alarm/point.ts';
import type { SuppressionEntry } from '../../../contract/alarm/overview.ts';
import { wallMs } from '../../../contract/time.ts';
import type { CommandOf } from '../../../contract/wire.ts';
import { deed, type Moment } from '../act.ts';
import type { FleetAlarms } from '../alarms.ts';
import type { KeptPoint } from '../points.ts';
import { actOf, done, lost, refused, type Operator, type Outcome } from './outcome.ts';

/** Points that an operator may hide at once. */
export const MAX_POINTS = 5_000;

/** Shelve, unshelve, out of service, return to service: commands on the alarm point. */
export class Suppressions {
  readonly #alarms: FleetAlarms;

  constructor(alarms: FleetAlarms) {
    this.#alarms = alarms;
  }

  shelve({ args }: CommandOf<'shelve'>, who: Operator, moment: Moment): Outcome {
    const most = this.#ruleOf(args.point)?.shelve.most;
    if (most === undefined) return unknown(args.point);
    if (most === 0) return refused('forbidden', 'its rule allows no shelving', 'args.point');
    if (args.seconds > most) {
      const message = `must be at most ${String(most)} (got ${String(args.seconds)}): its rule's limit`;
      return refused('bad-request', message, 'args.seconds');
    }
    const until = wallMs(moment.wall + args.seconds * 1_000);
    return this.#hide('shelved', args, until, who, moment);
  }

  outOfService({ args }: CommandOf<'outOfService'>, who: Operator, moment: Moment): Outcome {
    if (this.#ruleOf(args.point) === undefined) return unknown(args.point);
    return this.#hide('out-of-service', args, null, who, moment);
  }

  unshelve({ args }: CommandOf<'unshelve'>, who: Operator, moment: Moment): Outcome {
    return this.#show('shelved', args.point, who, moment);
  }
  returnToService({ args }: CommandOf<'returnToService'>, who: Operator, moment: Moment): Outcome {
    return this.#show('out-of-service', args.point, who, moment);
  }

  /** Every hidden point, whether or not its alarm stands: those by design are known from the alarms alone. */
  entries(): SuppressionEntry[] {
    const kept = [...this.#alarms.points.all()].map((entry) => ({
      ...entry,
      alarmId: this.#alarms.at(entry.point)?.id ?? null,
    }));
    const listed = new Set(kept.map(({ point }) => point));
    for (const alarm of this.#alarms.open()) {
      if (alarm.suppression?.kind !== 'suppressed') continue;
      const entry = entryOf(alarm, pointOf(alarm), alarm.suppression);
      if (!listed.has(entry.point)) kept.push({ ...entry, alarmId: alarm.id });
    }
    return kept.sort((a, b) => a.suppression.at - b.suppression.at);
  }

  #hide(
    kind: 'shelved' | 'out-of-service',
    { point, reason }: { readonly point: string; readonly reason: string },
    until: Suppression['until'],
    who: Operator,
    moment: Moment,
  ): Outcome {
    const before = this.#alarms.points.get(point);
    if (before !== undefined && before.suppression.by !== who.by && before.suppression.kind === kind) {
      const { by } = before.suppression;
      return lost(
        `${by} has ${kind === 'shelved' ? 'shelved' : 'taken out'} it already`,
        before.suppression,
        'args.point',
      );
    }
    if (before?.suppression.kind === 'out-of-service' && kind === 'shelved') {
      return lost('it is out of service', before.suppression, 'args.point');
    }
    if (before === undefined && [...this.#alarms.points.all()].length >= MAX_POINTS) {
      return refused('busy', `${String(MAX_POINTS)} points are suppressed already`);
    }
    const alarm = this.#alarms.at(point);
    const suppression: Suppression = { ...actOf(who, moment), kind, until, reason };
    const entry = alarm === undefined ? this.#absent(point, suppression) : entryOf(alarm, point, suppression);
    if (entry === null) return unknown(point);
    this.#alarms.points.set(entry);
    const details = { reason, ...(until === null ? {} : { until }) };
    const next =
      alarm === undefined
        ? null
        : this.#alarms.step(
            alarm.id,
            { type: 'suppress', at: moment.feed, suppression },
            { action: kind, moment, doer: who, details },
          );
    if (alarm === undefined) this.#alarms.note({ ...deed(kind, null, moment, who, details), point });
    return done({ ...entry, alarmId: alarm?.id ?? null }, [next]);
  }

  #show(kind: 'shelved' | 'out-of-service', point: string, who: Operator, moment: Moment): Outcome {
    const kept = this.#alarms.points.get(point);
    if (kept?.suppression.kind !== kind) return refused('not-found', `${point} is not ${kind}`, 'args.point');
    this.#alarms.points.remove(point);
    const action = kind === 'shelved' ? 'unshelved' : 'in-service';
    const alarm = this.#alarms.at(point);
    if (alarm === undefined) {
      this.#alarms.note({ ...deed(action, null, moment, who), point });
      return done(null, []);
    }
    const next = this.#alarms.step(
      alarm.id,
      { type: 'unsuppress', at: moment.feed },
      { action, moment, doer: who },
    );
    return done(null, [next]);
  }

  /** A point whose alarm does not stand now can be hidden too: the rule must exist, the rest is in its name. */
  #absent(point: string, suppression: Suppression): KeptPoint | null {
    const rule = this.#ruleOf(point);
    if (rule === undefined) return null;
    const [, subject = ''] = point.split('|');
    return {
      point,
      rule: rule.kind,
      ruleId: rule.id,
      priority: rule.priority,
      routeId: subject === '' || /^[sv]\//.test(subject) ? null : subject,
      vehicleId: subject.startsWith('v/') ? subject.slice(2) : null,
      series: subject.startsWith('s/') ? subject.slice(2) : null,
      suppression,
      occurrences: 0,
    };
  }

  #ruleOf(point: string) {
    return this.#alarms.rules.rules.get(point.split('|')[0] ?? '');
  }
}

function entryOf(alarm: Alarm, point: string, suppression: Suppression): KeptPoint {
  const { rule, ruleId, priority, routeId, vehicleId, series } = alarm;
  return { point, rule, ruleId, priority, routeId, vehicleId, series, suppression, occurrences: 0 };
}

const unknown = (point: string): Outcome =>
  refused('not-found', `no rule has a point ${point}`, 'args.point');
