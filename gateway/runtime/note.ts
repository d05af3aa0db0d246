import { fail, ok, type Result } from '../../contract/result.ts';
import type { Entry } from '../../contract/stream.ts';
import { wallMs } from '../../contract/time.ts';
import type { CommandOf } from '../../contract/wire.ts';
import type { Notes } from '../notes/notes.ts';
import type { FeedTime, Fleet, Principal } from '../ports.ts';
import type { Sql } from '../streams/index.ts';
import type { Outlet } from './pipeline.ts';

export interface NoteParts {
  readonly notes: Notes;
  readonly fleet: Pick<Fleet, 'detail'>;
  readonly time: Pick<FeedTime, 'now'>;
  readonly outlet: Pick<Outlet, 'touched'>;
  readonly sql: Pick<Sql, 'onRollback'>;
  readonly wall: () => number;
}

/** Runs inside the caller's transaction, which keeps the result for retries; told to who looks at the route once that stands. */
export function noteCommand(
  { notes, fleet, time, outlet, sql, wall }: NoteParts,
  { tenant, sub }: Principal,
  { args: { routeId, text }, ifVersion }: CommandOf<'setNote'>,
): Result<Entry | null> {
  const detail = fleet.detail(routeId);
  if (detail === null) return fail('not-found', `there is no route ${routeId}`, 'args.routeId');
  const { start } = detail.plan;
  const written = notes.set({
    tenant,
    routeId,
    start,
    text: text.trim(),
    by: sub,
    at: time.now(),
    wall: wallMs(wall()),
    ifVersion,
  });
  if (!written.ok) return written;
  let undone = false;
  sql.onRollback(() => (undone = true));
  queueMicrotask(() => {
    if (!undone) outlet.touched(tenant, [routeId]);
  });
  return ok({ ...written.value });
}

/** The fleet with what was written at its routes: what the detail lane sends. */
export const noted = (
  fleet: Fleet,
  notes: Pick<Notes, 'of'>,
  tenant: string,
): Pick<Fleet, 'positions' | 'detail' | 'capacity' | 'routes'> => ({
  positions: () => fleet.positions(),
  routes: () => fleet.routes(),
  capacity: (at) => fleet.capacity(at),
  detail(routeId) {
    const detail = fleet.detail(routeId);
    if (detail === null) return null;
    return { ...detail, notes: notes.of({ tenant, routeId, start: detail.plan.start }) };
  },
});
