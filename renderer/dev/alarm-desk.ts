import { stepAlarm, type Alarm } from '../../contract/alarm.ts';
import type { AlarmOverview } from '../../contract/alarm/overview.ts';
import type { Calls, SharedState } from '../../contract/bridge.ts';
import type { RouteState } from '../../contract/fleet.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import type { FeedMs } from '../../contract/time.ts';
import { fakeAlarms } from './alarms.ts';
import { fakeOverview, moody, refusedAct, type Mood } from './overview.ts';

export interface AlarmDeskDeps {
  readonly routes: readonly RouteState[];
  readonly mood: Mood;
  /** Epoch ms. */
  readonly started: number;
  readonly now: () => FeedMs;
  readonly alarmChanged: (id: string, alarm: Alarm) => void;
  readonly overviewChanged: (overview: AlarmOverview) => void;
}

/** The gateway's alarms in memory, and as much of what an operator does to them as there is to look at. */
export class FakeAlarmDesk {
  readonly #deps: AlarmDeskDeps;
  readonly #alarms: Map<string, Alarm>;
  #overview: AlarmOverview;

  constructor(deps: AlarmDeskDeps) {
    const { routes, mood, started } = deps;
    this.#deps = deps;
    const alarms = moody(fakeAlarms(routes), mood, started);
    this.#overview = fakeOverview(alarms, mood, started);
    const hidden = new Map(this.#overview.suppressed.map((entry) => [entry.alarmId, entry.suppression]));
    this.#alarms = new Map(
      alarms.map((alarm) => [alarm.id, { ...alarm, suppression: hidden.get(alarm.id) ?? null }]),
    );
  }

  get alarms(): ReadonlyMap<string, Alarm> {
    return this.#alarms;
  }

  get overview(): AlarmOverview {
    return this.#overview;
  }

  /** One act that was refused, and one that waits. */
  acts(): NonNullable<SharedState['acts']> {
    const [one, two] = [...this.#alarms.values()];
    if (one === undefined || two === undefined) return [];
    const { started } = this.#deps;
    const waits = { ...refusedAct(two, started), id: '00000000-0000-4000-a000-000000000002', refused: [] };
    return [refusedAct(one, started), { ...waits, type: 'acknowledge' }];
  }

  /** Acknowledging and bringing back are enough to look at; the rest is the real gateway's. */
  operate(operation: Calls['operate']['args']): Result<null> {
    switch (operation.type) {
      case 'acknowledge':
        this.acknowledge(operation.args.alarmId);
        return ok(null);
      case 'acknowledgeMany':
        for (const { alarmId } of operation.args.alarms) this.acknowledge(alarmId);
        return ok(null);
      case 'unshelve':
      case 'returnToService': {
        const suppressed = this.#overview.suppressed.filter(({ point }) => point !== operation.args.point);
        this.#overview = { ...this.#overview, suppressed, suppressedCount: suppressed.length };
        this.#deps.overviewChanged(this.#overview);
        return ok(null);
      }
      default:
        return ok(null);
    }
  }

  acknowledge(id: string): Result<Alarm> {
    const alarm = this.#alarms.get(id);
    if (alarm === undefined) return fail('not-found', `there is no alarm ${id}`);
    const at = this.#deps.now();
    const next = stepAlarm(alarm, { type: 'acknowledge', at, by: 'desk-2', comment: null });
    this.#alarms.set(id, next);
    this.#deps.alarmChanged(id, next);
    return ok(next);
  }
}
