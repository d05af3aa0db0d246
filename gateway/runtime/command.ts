import type { Alarm } from '../../contract/alarm.ts';
import type { Result } from '../../contract/result.ts';
import type { Entry } from '../../contract/stream.ts';
import type { Outcome } from '../alarms/operate/outcome.ts';
import type { Sql } from '../streams/index.ts';
import type { Outlet, Pipeline } from './pipeline.ts';

export interface CommandParts {
  readonly pipeline: Pick<Pipeline, 'again' | 'commit' | 'recording'>;
  readonly outlet: Outlet;
  readonly sql: Pick<Sql, 'onRollback'>;
}

/**
 * Runs inside the caller's transaction, which keeps the result for retries. What an operator did is committed at once, and told to
 * the consoles only when that transaction stands: an undone one leaves its alarms for the next tick.
 */
export function carryOut({ pipeline, outlet, sql }: CommandParts, run: () => Outcome): Result<Entry | null> {
  const { result, changed } = run();
  due(pipeline, changed);
  if (changed.length === 0 && !pipeline.recording) return result;
  const told: (() => void)[] = [];
  pipeline.commit({
    publish: (...args) => void told.push(() => outlet.publish(...args)),
    moved: (...args) => void told.push(() => outlet.moved(...args)),
    touched: (...args) => void told.push(() => outlet.touched(...args)),
  });
  let undone = false;
  sql.onRollback(() => {
    undone = true;
    due(pipeline, changed);
  });
  queueMicrotask(() => {
    if (!undone) for (const tell of told) tell();
  });
  return result;
}

function due(pipeline: Pick<Pipeline, 'again'>, changed: readonly Alarm[]): void {
  for (const alarm of changed) pipeline.again(alarm);
}
