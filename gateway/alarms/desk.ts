import type { AuditPage, AuditRequest } from '../../contract/alarm/audit.ts';
import { STANDING_MS, type AlarmHealth, type HealthRequest } from '../../contract/alarm/health.ts';
import { MAX_LISTED, type AlarmOverview, type ChatterEntry } from '../../contract/alarm/overview.ts';
import type { ReportRequest } from '../../contract/alarm/report.ts';
import type { Alarm } from '../../contract/alarm.ts';
import type { FeedMs, WallMs } from '../../contract/time.ts';
import type { Command, CommandOf } from '../../contract/wire.ts';
import type { Principal } from '../ports.ts';
import type { Sql } from '../streams/index.ts';
import { deed, type Deed, type Moment } from './act.ts';
import type { FleetAlarms } from './alarms.ts';
import type { AuditTrail } from './audit/trail.ts';
import { Escalator } from './escalation/escalator.ts';
import type { Webhook } from './escalation/webhook.ts';
import { healthEvent } from './health/events.ts';
import { healthOf, LOOKBACK_MS, windowBefore } from './health/figures.ts';
import { LiveHealth } from './health/live.ts';
import { Answers } from './operate/answer.ts';
import { Handovers } from './operate/handovers.ts';
import { done, type Operator, type Outcome } from './operate/outcome.ts';
import { Suppressions } from './operate/suppress.ts';
import { ruleInfo } from './rules/rule.ts';
import type { RulesFile } from './rules/watch.ts';

export interface DeskParts {
  readonly tenant: string;
  readonly sql: Sql;
  readonly alarms: FleetAlarms;
  readonly trail: AuditTrail;
  readonly rules: RulesFile;
  /** null where none is configured. */
  readonly webhook: Webhook | null;
  readonly wall: () => WallMs;
}

/** The window of the overview's figures. */
const SHIFT_MS = 8 * 3_600_000;
/** The overview's figures are reckoned anew at most so often, ms. */
const FIGURES_MS = 5_000;
const RECEIVED_AT_START = 1_000;

/** Every command but a note's. */
export type AlarmCommand = Exclude<Command, CommandOf<'setNote'>>;

/** Everything that operators do with alarms and see of them, beside the alarms themselves. */
export class AlarmDesk {
  readonly #parts: DeskParts;
  readonly #answers: Answers;
  readonly #suppressions: Suppressions;
  readonly #handovers: Handovers;
  readonly #escalator: Escalator;
  readonly #live = new LiveHealth(SHIFT_MS);
  readonly #chattering = new Map<string, ChatterEntry>();
  #figures: { at: WallMs; health: readonly AlarmHealth[] } | null = null;

  constructor(parts: DeskParts) {
    this.#parts = parts;
    const { alarms, sql, tenant, trail, wall } = parts;
    this.#answers = new Answers(alarms);
    this.#suppressions = new Suppressions(alarms);
    this.#handovers = new Handovers({
      sql,
      tenant,
      alarms,
      trail,
      suppressed: () => this.#suppressions.entries(),
      health: (request) => this.health(request),
    });
    this.#escalator = new Escalator(alarms, this.#receivedBefore());
    const { from, to } = windowBefore(wall(), SHIFT_MS + LOOKBACK_MS);
    for (const entry of trail.between(from, to)) this.#count(entry);
  }

  command(who: Principal, command: AlarmCommand, moment: Moment): Outcome {
    const operator: Operator = { by: who.sub, console: command.console ?? null, role: who.role };
    switch (command.type) {
      case 'acknowledge':
        return this.#answers.acknowledge(command, operator, moment);
      case 'acknowledgeMany':
        return this.#answers.acknowledgeMany(command, operator, moment);
      case 'claim':
        return this.#answers.claim(command, operator, moment);
      case 'release':
        return this.#answers.release(command, operator, moment);
      case 'comment':
        return this.#answers.comment(command, operator, moment);
      case 'shelve':
        return this.#suppressions.shelve(command, operator, moment);
      case 'unshelve':
        return this.#suppressions.unshelve(command, operator, moment);
      case 'outOfService':
        return this.#suppressions.outOfService(command, operator, moment);
      case 'returnToService':
        return this.#suppressions.returnToService(command, operator, moment);
      case 'handover':
        return this.#handovers.handover(command, operator, moment);
      case 'countersign':
        return this.#handovers.countersign(command, operator, moment);
      case 'recordTest':
        this.#parts.alarms.note(deed('tested', null, moment, operator, { ...command.args }));
        return done(null, []);
    }
  }

  report(who: Principal, request: ReportRequest, moment: Moment): number {
    return this.#escalator.report(request.reports, { by: who.sub, console: request.console }, moment);
  }

  /** Once a second: rules that changed, alarms that nobody answers. Answers what changed. */
  tick(moment: Moment): Alarm[] {
    const { alarms, rules, webhook } = this.#parts;
    const news = rules.poll(moment.wall);
    if (news !== null) this.rulesChanged(moment);
    const changed: Alarm[] = [];
    for (const { alarm, escalation, webhook: tell } of this.#escalator.due(moment.wall)) {
      const next =
        escalation === null
          ? null
          : alarms.step(
              alarm.id,
              { type: 'escalate', at: moment.feed, escalation },
              {
                action: 'escalated',
                moment,
                details: { level: escalation.level, why: escalation.why },
              },
            );
      if (next !== null) changed.push(next);
      if (tell) webhook?.offer(next ?? alarm, moment.wall);
    }
    this.#escalateStood(moment);
    this.#escalator.forget();
    this.#live.advance(moment.wall);
    this.#calm(moment.feed);
    return changed;
  }

  #escalateStood(moment: Moment): void {
    const { alarms, webhook } = this.#parts;
    const due = this.#escalator.stoodDue(moment.wall);
    if (due === null) return;
    const { escalation, waiting } = due;
    const stood = this.#escalator.stood();
    if (due.webhook && stood !== null) webhook?.offerStood(stood, waiting, moment.wall);
    if (escalation === null) return;
    const details = { level: escalation.level, why: escalation.why, stood: waiting.length };
    alarms.note(deed('escalated', null, moment, undefined, details));
  }

  /** Also once at the start: a file may be wrong from the beginning. */
  rulesChanged(moment: Moment): void {
    const { alarms, rules } = this.#parts;
    const { refused } = rules;
    if (rules.rules !== alarms.rules) alarms.use(rules.rules);
    const error =
      refused === null
        ? null
        : {
            message: refused.message,
            ...(refused.line === null ? {} : { line: refused.line }),
            ...(refused.column === null ? {} : { column: refused.column }),
          };
    alarms.rulesRefused(refused?.file ?? '', error);
    const details = refused === null ? { version: rules.rules.version } : { ...refused };
    alarms.note(deed(refused === null ? 'rules-loaded' : 'rules-refused', null, moment, undefined, details));
  }

  /** Told of each deed as it is taken into the record. */
  done(what: Deed): void {
    this.#count(what);
    const { alarms } = this.#parts;
    if (
      what.point === null ||
      what.alarmId === null ||
      (what.action !== 'raised' && what.action !== 'reactivated')
    )
      return;
    if (!alarms.chatters(what.point, what.feedAt)) return;
    const before = this.#chattering.get(what.point);
    this.#chattering.set(what.point, {
      point: what.point,
      alarmId: what.alarmId,
      count: (before?.count ?? 2) + 1,
      since: before?.since ?? what.at,
    });
  }

  overview(): AlarmOverview {
    const { alarms, rules, webhook, wall } = this.#parts;
    const now = wall();
    const suppressed = this.#suppressions.entries();
    const { version } = rules.rules;
    return {
      at: now,
      suppressed: suppressed.slice(0, MAX_LISTED),
      suppressedCount: suppressed.length,
      flood: this.#live.flood(),
      stood: this.#escalator.stood(),
      chattering: [...this.#chattering.values()].slice(0, MAX_LISTED),
      health: this.#shift(now),
      handover: this.#handovers.newest(),
      positions: alarms.rules.positions.map(({ name }) => name),
      rules: {
        version,
        loadedAt: rules.loadedAt,
        rules: [...alarms.rules.rules.values()].map(ruleInfo),
        refused: rules.refused,
      },
      webhook: webhook?.state() ?? null,
    };
  }

  /** Of any window: what ends now and is not older than a shift comes from memory, everything else from the trail. */
  health(request: HealthRequest): AlarmHealth {
    const { trail, wall } = this.#parts;
    const standing = this.#standing(request);
    if (request.from >= wall() - SHIFT_MS) return this.#live.figures(request, standing);
    const events = [];
    for (const entry of trail.between((request.from - LOOKBACK_MS) as WallMs, request.to)) {
      const event = healthEvent(entry);
      if (event !== null) events.push(event);
    }
    return healthOf(events, request, standing);
  }

  audit(request: AuditRequest): AuditPage {
    return this.#parts.trail.page(request);
  }

  #standing({ to, position }: HealthRequest): number {
    const { alarms, trail, wall } = this.#parts;
    if (to < wall() - FIGURES_MS) return trail.standing(to, STANDING_MS, position);
    let standing = 0;
    for (const alarm of alarms.open()) {
      const own = position === null || alarm.position === position;
      if (own && alarm.active && alarm.raisedWall < to - STANDING_MS) standing += 1;
    }
    return standing;
  }

  #shift(now: WallMs): readonly AlarmHealth[] {
    if (this.#figures !== null && now - this.#figures.at < FIGURES_MS && now >= this.#figures.at)
      return this.#figures.health;
    const names = [null, ...this.#parts.alarms.rules.positions.map(({ name }) => name)];
    const health = names.map((position) => this.health({ ...windowBefore(now, SHIFT_MS), position }));
    this.#figures = { at: now, health };
    return health;
  }

  #count(what: Parameters<typeof healthEvent>[0]): void {
    const event = healthEvent(what);
    if (event !== null) this.#live.add(event);
  }

  #calm(now: FeedMs): void {
    for (const point of this.#chattering.keys()) {
      if (!this.#parts.alarms.chatters(point, now)) this.#chattering.delete(point);
    }
  }

  /** A console says once that it has an alarm: after a restart the trail knows. */
  *#receivedBefore(): Iterable<string> {
    const { alarms, trail } = this.#parts;
    for (const { id } of [...alarms.open()].slice(-RECEIVED_AT_START)) {
      const { items } = trail.page({ alarmId: id, before: null, limit: 100 });
      if (items.some(({ action }) => action === 'received')) yield id;
    }
  }
}
