import type { Alarm } from '../../contract/alarm.ts';
import { deed, type Deed, type Moment } from './act.ts';
import type { Points } from './points.ts';
import type { Rule, RuleSet } from './rules/rule.ts';
import type { StandingAlarms } from './standing.ts';

/** What every part of the alarms works on: the rules in force, the alarms that stand, and what was done. */
export class Book {
  rules: RuleSet;
  readonly standing: StandingAlarms;
  readonly points: Points;
  #deeds: Deed[] = [];

  constructor(rules: RuleSet, standing: StandingAlarms, points: Points) {
    this.rules = rules;
    this.standing = standing;
    this.points = points;
  }

  /** undefined where the rules in force know it no more. */
  ruleOf(alarm: Alarm): Rule | undefined {
    return this.rules.rules.get(alarm.ruleId);
  }

  note(what: Deed): void {
    this.#deeds.push(what);
  }
  noteClosing(alarm: Alarm, moment: Moment): void {
    if (alarm.closedAt !== null) this.note(deed('closed', alarm, moment));
  }
  /** What was done since the last call, in order. */
  takeDeeds(): Deed[] {
    const deeds = this.#deeds;
    this.#deeds = [];
    return deeds;
  }
}

/** One evaluation: when it is, and who learns of the alarms that it changes. */
export interface Tick {
  readonly moment: Moment;
  /** What holds now held before the gateway looked: it is raised as having stood. */
  readonly beginning: boolean;
  /** Keeps the alarm and names it among the changed. */
  readonly put: (alarm: Alarm) => void;
}
