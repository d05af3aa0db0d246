import type { Alarm } from '../../../contract/alarm.ts';
import { MAX_GAP_LISTED, type Gap } from '../../../contract/bridge.ts';
import type { Disposable } from '../../../contract/disposable.ts';
import type { RouteState } from '../../../contract/fleet.ts';
import { wallMs, type WallMs } from '../../../contract/time.ts';
import type { ClosedAlarmsPage, ClosedAlarmsRequest } from '../../../contract/wire.ts';
import type { Counters } from '../counters.ts';
import type { JournalKeeper } from '../journal/keeper.ts';
import type { JournalRecord, Place } from '../journal/records.ts';
import type { Clock } from '../ports.ts';
import { catchUp } from './catch-up.ts';
import { OpenGap } from './gap.ts';

/** How often the place is written down while all is well, ms: a console that was killed knows its end that exactly. */
export const PLACE_EVERY_MS = 10_000;
/** Alarms that closed while all was well move the place in the history so much later, ms. */
export const FOLLOW_MS = 30_000;
/** Alarms that passed unseen are read from the history after it, ms: those of one burst together. */
export const PASSED_MS = 250;
/** A gap in which nothing happened is told from this length on, ms. */
export const WORTH_MS = 6_000;
/** A catching up that failed while the line stands is tried again after it, ms. */
const AGAIN_MS = 15_000;

/** What of the streams stands: `alerts` live, `dispatch` not wanted, on its way, or live. */
export interface Standing {
  readonly connected: boolean;
  readonly alerts: boolean;
  readonly dispatch: 'off' | 'catching-up' | 'live';
}

export interface ContinuityDeps {
  readonly clock: Clock;
  readonly counters: Counters;
  readonly keeper: JournalKeeper;
  readonly standing: () => Standing;
  readonly position: () => { readonly epoch: string | null; readonly seq: number };
  readonly routes: () => ReadonlyMap<string, RouteState>;
  /** When the last byte came, this computer's clock; null for never. */
  readonly heardAt: () => WallMs | null;
  /** The gateway's clock now, as far as is known. */
  readonly gatewayWall: () => WallMs | null;
  readonly ask: (request: ClosedAlarmsRequest) => Promise<ClosedAlarmsPage | null>;
  /** The newest first. */
  readonly publish: (gaps: readonly Gap[]) => void;
}

/**
 * Knows since when something may be missing, reads after each gap what was raised and closed in it, and tells the operator what happened.
 * A gap begins when a stream that stood no longer does, and ends when all that is wanted stands and the history is read.
 */
export class Continuity implements Disposable {
  readonly #deps: ContinuityDeps;
  #was: Standing = { connected: false, alerts: false, dispatch: 'off' };
  #gap: OpenGap | null = null;
  /** The history is read as of the present standing of `alerts`. */
  #read: { readonly history: number; readonly complete: boolean } | null = null;
  #reading = false;
  #round = 0;
  #follow: { readonly at: number; readonly handle: Disposable } | null = null;
  /** Something closed of which this console never heard. */
  #unheard = false;
  /** Came and went, and nobody saw them: as they were when they left. */
  readonly #passed = new Map<string, Alarm>();
  #pulse: Disposable | null = null;
  #begun = false;
  #ended = false;

  constructor(deps: ContinuityDeps) {
    this.#deps = deps;
  }

  /** Which gateway and user from now on is in the keeper's state; what it remembers of them is where a gap began. */
  begin(): void {
    const { place, gaps } = this.#deps.keeper.state;
    this.#stop();
    // What another operator would have been told of is none of this one's.
    for (const id of this.#passed.keys()) if (!this.#deps.keeper.state.knows(id)) this.#passed.delete(id);
    this.#was = { connected: false, alerts: false, dispatch: 'off' };
    const why = this.#begun ? 'offline' : 'not-running';
    this.#begun = true;
    this.#gap = place === null ? null : new OpenGap(place.at as WallMs, why, true, null);
    this.#deps.publish(gaps);
  }

  /** Alarms that the console never heard of before. */
  raised(alarms: readonly Alarm[]): void {
    this.#gap?.add(alarms);
  }

  /** Alarms left the stream: they are in the history now. */
  left(): void {
    if (!this.#ended && this.#was.alerts) this.#followIn(FOLLOW_MS);
  }

  /** Came and went before anybody could see them; `unheard`: some of which not even this console knew that they had come. */
  passed(alarms: readonly Alarm[], unheard: boolean): void {
    if (this.#ended || (alarms.length === 0 && !unheard)) return;
    for (const alarm of alarms) this.#passed.set(alarm.id, alarm);
    this.#unheard ||= unheard;
    // Where `alerts` does not stand, the history is read once it does; where it is being read, it is once more.
    if (this.#was.alerts && !this.#reading) this.#followIn(PASSED_MS);
  }

  /** Whether this console owes it to the operator to say that there was such an alarm. */
  owes(alarmId: string): boolean {
    return this.#passed.has(alarmId);
  }

  dismiss(id: number): boolean {
    const { keeper, publish } = this.#deps;
    if (!keeper.state.gaps.some((gap) => gap.id === id)) return false;
    keeper.write([{ k: 'dismissed', id }]);
    publish(keeper.state.gaps);
    return true;
  }

  /** To be called whenever something of `standing` may be another. */
  look(): void {
    if (this.#ended) return;
    const was = this.#was;
    const is = this.#deps.standing();
    this.#was = is;
    const fallen = was.alerts && !is.alerts;
    if (fallen || (was.dispatch === 'live' && is.dispatch === 'catching-up')) this.#lost(was, is);
    if (this.#gap !== null && !is.connected) this.#gap.fell = true;
    if (fallen) this.#stop();
    if (is.alerts && !was.alerts) void this.#catchUp();
    this.#settle();
  }

  dispose(): void {
    if (this.#was.alerts && this.#gap === null) this.#deps.keeper.write(this.#place());
    this.#ended = true;
    this.#stop();
  }

  #stop(): void {
    this.#round += 1;
    this.#reading = false;
    this.#read = null;
    this.#follow?.handle.dispose();
    this.#follow = null;
    this.#pulse?.dispose();
    this.#pulse = null;
  }

  #lost(was: Standing, is: Standing): void {
    if (this.#gap !== null) return;
    const now = this.#deps.clock.now();
    const heard = this.#deps.heardAt() ?? now;
    const routes = was.dispatch === 'live' ? this.#deps.routes() : null;
    const from = is.connected || heard > now ? now : heard;
    // Emptied already by a sign-out: what stood before is not known any more.
    this.#gap = new OpenGap(from, 'offline', !is.connected, routes?.size === 0 ? null : routes);
    if (was.alerts) this.#deps.keeper.write(this.#place(from));
  }

  /** At the latest; one that is due sooner stands. */
  #followIn(ms: number): void {
    const { clock } = this.#deps;
    const at = clock.elapsed() + ms;
    if (this.#follow !== null && this.#follow.at <= at) return;
    this.#follow?.handle.dispose();
    const handle = clock.after(ms, () => {
      this.#follow = null;
      void this.#catchUp();
    });
    this.#follow = { at, handle };
  }

  async #catchUp(): Promise<void> {
    if (this.#reading || this.#ended) return;
    const { keeper, position, gatewayWall, clock } = this.#deps;
    const round = this.#round;
    this.#reading = true;
    const place = keeper.state.place;
    const { epoch } = position();
    const from = place?.at ?? clock.now();
    const wall = place?.gatewayWall ?? gatewayWall() ?? from;
    const stray = new OpenGap(from as WallMs, 'passed', false, null);
    const owed = new Set(this.#passed.keys());
    this.#unheard = false;
    const read = await catchUp(
      {
        ask: this.#deps.ask,
        counters: this.#deps.counters,
        closed: (alarms) => {
          if (round === this.#round) this.#closed(alarms, stray);
        },
      },
      { epoch: place?.epoch ?? null, history: place?.history ?? null, wall },
      epoch,
    );
    if (round !== this.#round || this.#ended) return;
    this.#reading = false;
    if (read === null) this.#deps.counters.bump('history-unread');
    else this.#read = read;
    // Not in the history, as after a log was lost, or it could not be read: told as they were.
    const told = this.#gap ?? stray;
    told.add([...owed].flatMap((id) => (told.has(id) ? [] : (this.#passed.get(id) ?? []))));
    // Nothing was known to be missing, and yet something was. It waits for nothing else: no stream of it is on its way.
    if (told === stray && stray.alarms > 0) this.#tell(stray, null, read?.complete ?? false);
    else if (told === stray && read !== null) keeper.write(this.#place());
    this.#settle(read === null);
    if (read === null) this.#followIn(AGAIN_MS);
    // Passed while this was read.
    else if (this.#unheard || [...this.#passed.keys()].some((id) => !owed.has(id))) this.#followIn(PASSED_MS);
    this.#beat();
  }

  #closed(alarms: readonly Alarm[], stray: OpenGap): void {
    const { state } = this.#deps.keeper;
    const gap = this.#gap ?? stray;
    const unheard = alarms.filter(({ id }) => !state.knows(id) || gap.has(id) || this.#passed.has(id));
    gap.add(unheard);
  }

  /** Ends the gap when nothing is missing; `unread`: as far as can be known. */
  #settle(unread = false): void {
    const { alerts, dispatch } = this.#was;
    const gap = this.#gap;
    if (gap === null || !alerts || dispatch === 'catching-up' || (this.#read === null && !unread)) return;
    this.#gap = null;
    this.#tell(gap, dispatch === 'live' ? this.#deps.routes() : null, this.#read?.complete ?? false);
  }

  /** `routes`: as they stand now, null where that is not known. */
  #tell(gap: OpenGap, routes: ReadonlyMap<string, RouteState> | null, complete: boolean): void {
    const { keeper, clock, publish } = this.#deps;
    const own = gap.end(keeper.state.nextGap(), clock.now(), routes, complete);
    const told = joined(keeper.state.gaps[0], own);
    const records: JournalRecord[] = [];
    const ids = gap.ids().filter((id) => !keeper.state.knows(id) || this.#passed.has(id));
    for (const id of ids) this.#passed.delete(id);
    if (ids.length > 0) records.push({ k: 'notified', ids });
    if (isWorth(gap, told)) records.push({ k: 'gap', gap: structuredClone(told) as never });
    // The place comes last: a crash before it reads the same again, and knows the alarms by then.
    keeper.write([...records, ...this.#place()]);
    publish(keeper.state.gaps);
  }

  #beat(): void {
    this.#pulse ??= this.#deps.clock.after(PLACE_EVERY_MS, () => {
      this.#pulse = null;
      if (!this.#was.alerts || this.#ended) return;
      if (this.#gap === null) this.#deps.keeper.write(this.#place());
      this.#beat();
    });
  }

  /** A history that was not read yet stays where it was, with the epoch that its ids belong to. */
  #place(at: WallMs = this.#deps.clock.now()): JournalRecord[] {
    const { keeper, position, gatewayWall } = this.#deps;
    const before = keeper.state.place;
    const { epoch: now, seq } = position();
    const epoch = now ?? before?.epoch ?? null;
    const read = this.#read;
    if (read === null && before === null) return [];
    const place: Place =
      read === null && before !== null && before.epoch !== epoch
        ? { ...before, at: wallMs(at) }
        : { epoch, seq, history: read?.history ?? before?.history ?? null, gatewayWall: gatewayWall(), at };
    return [{ k: 'place', place }];
  }
}

/** On a slow line alarms pass again and again: one card for them, or the gaps before it would be pushed out. */
const JOINED_MS = 60_000;
function joined(last: Gap | undefined, gap: Gap): Gap {
  if (gap.why !== 'passed' || last?.why !== 'passed' || gap.to - last.to > JOINED_MS) return gap;
  const alarms = [...last.alarms, ...gap.alarms].slice(-MAX_GAP_LISTED);
  const complete = last.complete && gap.complete;
  return { ...last, to: gap.to, alarms, alarmCount: last.alarmCount + gap.alarmCount, complete };
}

function isWorth(gap: OpenGap, told: Gap): boolean {
  if (gap.closed > 0) return true;
  if (gap.why === 'not-running') return told.alarmCount > 0;
  if (!gap.fell) return told.to - told.from >= WORTH_MS;
  return told.alarmCount > 0 || (told.statusCount ?? 0) > 0 || told.to - told.from >= WORTH_MS;
}
