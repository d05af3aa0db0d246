import type { Alarm } from '../../../contract/alarm.ts';
import { wallMs } from '../../../contract/time.ts';
import { MAX_HISTORY_PAGE, type ClosedAlarmsPage, type ClosedAlarmsRequest } from '../../../contract/wire.ts';
import type { Counters } from '../counters.ts';

/** Pages of one catching up; what is behind them is given up and counted: 10,000 alarms are no list for a human. */
export const MAX_PAGES = 50;
/** Clocks of gateways that were restored or restarted may differ by so much, ms. */
export const CLOCK_MARGIN_MS = 10 * 60_000;

/** How far the history was read, and of which epoch's ids that speaks. */
export interface HistoryPlace {
  readonly epoch: string | null;
  /** null: never. */
  readonly history: number | null;
  /** The gateway's wall time when all was well last. */
  readonly wall: number;
}

export interface CatchUpDeps {
  /** One page; null where none could be had. */
  readonly ask: (request: ClosedAlarmsRequest) => Promise<ClosedAlarmsPage | null>;
  readonly counters: Counters;
  /** Alarms of the history, known ones too; the same can come twice. */
  readonly closed: (alarms: readonly Alarm[]) => void;
}

/**
 * Reads the alarm history from where the console has it to its end, page by page. Returns the last history id, null where it could
 * not get there: the same place is then read from again. Under another epoch ids may mean other alarms, so the clock decides.
 */
export async function catchUp(
  deps: CatchUpDeps,
  place: HistoryPlace,
  epoch: string | null,
): Promise<{ readonly history: number; readonly complete: boolean } | null> {
  const since = wallMs(Math.max(0, place.wall - CLOCK_MARGIN_MS));
  const anew: ClosedAlarmsRequest = { after: 0, limit: MAX_HISTORY_PAGE, since };
  let request: ClosedAlarmsRequest =
    place.history !== null && place.epoch !== epoch
      ? anew
      : { after: place.history, limit: MAX_HISTORY_PAGE };
  let last = 0;
  for (let n = 0; n < MAX_PAGES; n += 1) {
    const page = await deps.ask(request);
    if (page === null) return null;
    last = page.last;
    if (request.since === undefined && request.after !== null && last < request.after) {
      deps.counters.bump('history-lost');
      request = anew;
      continue;
    }
    deps.closed(page.items.map(({ alarm }) => alarm));
    if (page.next === null) return { history: last, complete: true };
    // A page that does not lead on would be asked for for ever.
    if (page.next <= (request.after ?? 0)) return null;
    request = { ...request, after: page.next };
  }
  deps.counters.bump('history-overflow');
  return { history: last, complete: false };
}
