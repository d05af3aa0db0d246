import { needsOperator, type Alarm, type Priority } from '../../../contract/alarm.ts';
import { feedNow } from '../../../contract/time.ts';
import type { OpenAlarms } from '../api.ts';
import type { Annunciator } from '../notifications/annunciator.ts';
import type { Notifier } from '../notifications/notifier.ts';
import type { Continuity } from '../reconcile/continuity.ts';
import type { Unshown } from '../reconcile/unshown.ts';
import type { Stores } from '../topics.ts';
import type { Core } from './core.ts';

export interface AlarmDeps {
  readonly core: Core;
  readonly stores: Pick<Stores, 'alarms' | 'clock'>;
  readonly notifier: Notifier;
  readonly annunciator: Annunciator;
  readonly continuity: Continuity;
  readonly unshown: Unshown;
  /** Another number of open ones, or another worst. */
  readonly counted: (open: OpenAlarms) => void;
}

export interface AlarmParts {
  /** Alarms whose state differs; `first` with a whole set. */
  readonly changed: (ids: readonly string[], first: boolean) => void;
  /** What leaves the screen in `forget` is another operator's from now on: none of it was raised or closed. */
  readonly forgetting: (forget: () => void) => void;
  readonly open: () => OpenAlarms;
}

/** What a change of the alarms means to each that goes by them, in the order in which they have to hear of it. */
export function createAlarms(deps: AlarmDeps): AlarmParts {
  const { core, stores, notifier, annunciator, continuity, unshown, counted } = deps;
  const { clock, keeper } = core;
  let isForgetting = false;
  let open: OpenAlarms = { unacknowledged: 0, worst: null };

  /** When the gateway closed it is in its history; here only when it was heard of. */
  function closedNow(alarm: Alarm): Alarm {
    const { value } = stores.clock;
    const at = value === undefined ? alarm.raisedAt : feedNow(value, value.received, clock.now());
    return { ...alarm, closedAt: at };
  }

  function changed(ids: readonly string[], first: boolean): void {
    annunciator.changed(ids);
    if (isForgetting) {
      notifier.cleared(ids);
      unshown.forget();
    } else {
      // Whoever remembers has seen what stood before: then only what is new is new.
      const gone = ids.filter((id) => !stores.alarms.rows.has(id));
      const unheard = gone.some((id) => !keeper.state.knows(id));
      continuity.passed(unshown.left(gone).map(closedNow), unheard);
      const fresh = notifier.changed(ids, first && keeper.state.place === null);
      unshown.came(fresh);
      continuity.raised(fresh);
      if (gone.length > 0) continuity.left();
    }
    annunciator.look();
    count();
  }

  function forgetting(forget: () => void): void {
    isForgetting = true;
    forget();
    isForgetting = false;
  }

  function count(): void {
    const waiting = [...stores.alarms.rows.values()].filter(needsOperator);
    const worst = waiting.reduce<Priority | null>(
      (least, { priority }) => (least === null || priority < least ? priority : least),
      null,
    );
    if (waiting.length === open.unacknowledged && worst === open.worst) return;
    open = { unacknowledged: waiting.length, worst };
    counted(open);
  }

  return { changed, forgetting, open: () => open };
}
