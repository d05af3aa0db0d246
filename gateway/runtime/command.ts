import { fail, ok, type Result } from '../../contract/result.ts';
import type { Entry } from '../../contract/stream.ts';
import type { CommandOf } from '../../contract/wire.ts';
import type { FeedTime, Principal } from '../ports.ts';
import type { Sql } from '../streams/index.ts';
import type { Outlet, Pipeline } from './pipeline.ts';

export interface CommandParts {
  readonly pipeline: Pipeline;
  readonly time: Pick<FeedTime, 'now'>;
  readonly outlet: Outlet;
  readonly sql: Pick<Sql, 'onRollback'>;
}

/**
 * Runs inside the caller's transaction, which keeps the result for retries. The alarm is committed at once, and told to
 * the consoles only when that transaction stands: an undone one leaves the alarm for the next tick.
 */
export function acknowledgeCommand(
  parts: CommandParts,
  who: Principal,
  command: CommandOf<'acknowledge'>,
): Result<Entry | null> {
  const { pipeline, time, outlet, sql } = parts;
  const { alarmId, comment = null } = command.args;
  const outcome = pipeline.acknowledge(alarmId, who.sub, comment, command.ifVersion, time.now());
  if (!outcome.ok) return fail(outcome.code, outcome.message, 'args.alarmId');
  const { alarm } = outcome;
  if (outcome.changed) {
    const told: (() => void)[] = [];
    pipeline.commit({
      publish: (...args) => void told.push(() => outlet.publish(...args)),
      moved: (...args) => void told.push(() => outlet.moved(...args)),
      touched: (...args) => void told.push(() => outlet.touched(...args)),
    });
    let undone = false;
    sql.onRollback(() => {
      undone = true;
      pipeline.again(alarm);
    });
    queueMicrotask(() => {
      if (!undone) for (const tell of told) tell();
    });
  }
  return ok({ ...alarm });
}
