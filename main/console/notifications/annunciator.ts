import { needsOperator, type Alarm, type Priority } from '../../../contract/alarm.ts';
import {
  soundOf,
  type AlarmSound,
  type Annunciation,
  type AlarmTest,
  type Unanswered,
  type VoiceState,
} from '../../../contract/annunciation.ts';
import type { NotificationOutcome } from '../../../contract/bridge.ts';
import type { Disposable } from '../../../contract/disposable.ts';
import { wallMs } from '../../../contract/time.ts';
import type { Clock } from '../ports.ts';
import type { FloodWatch } from './flood.ts';

/** A notification that the system says nothing about in this time counts as not shown, ms. */
export const SHOWN_MS = 15_000;
/** An alarm that nobody acknowledged or claimed in its priority's time calls louder, ms. */
export const ANSWER_MS: Readonly<Record<Priority, number>> = { 1: 30_000, 2: 120_000, 3: 600_000 };
/** How long silence lasts, ms: two minutes as the audio pause of IEC 60601-1-8, longer for what is less urgent; the least urgent stays silent. */
export const SILENCE_MS: Readonly<Record<Priority, number>> = {
  1: 120_000,
  2: 300_000,
  3: Number.POSITIVE_INFINITY,
};
/** From this priority on an unanswered alarm has a siren. */
const SIREN_UP_TO: Priority = 2;
const NOT_SHOWN: readonly NotificationOutcome[] = ['failed', 'unsupported', 'denied', 'do-not-disturb'];

interface Call {
  alarm: Alarm;
  /** By the clock that never jumps; and by the wall, for the operator. */
  since: number;
  wall: number;
  outcome: NotificationOutcome | null;
  /** When a notification was asked for; null where none was, as for what stood before this console was. */
  askedAt: number | null;
  silencedAt: number | null;
}

export interface AnnunciatorDeps {
  readonly clock: Clock;
  readonly flood: FloodWatch;
  readonly alarms: () => ReadonlyMap<string, Alarm>;
  /** What the sounding window can do. */
  readonly voice: () => VoiceState | null;
  readonly test: () => AlarmTest | null;
  /** A wall has nobody to answer: it shows, and does not sound. */
  readonly sounds: () => boolean;
  readonly publish: (annunciation: Annunciation) => void;
  /** Whether something calls that the operator may not be in front of. */
  readonly attention: (on: boolean) => void;
}

/**
 * What calls for a human beside the notification: sounds by priority until somebody answers, banner and siren for what was not
 * shown or not answered in time. An alarm is answered when it is acknowledged, claimed, suppressed or over. Silence is no answer.
 */
export class Annunciator implements Disposable {
  readonly #deps: AnnunciatorDeps;
  readonly #calls = new Map<string, Call>();
  #serial = 0;
  #tone = 0;
  #timer: Disposable | null = null;
  #said = '';
  #calling = false;
  #ended = false;

  constructor(deps: AnnunciatorDeps) {
    this.#deps = deps;
  }

  /** Alarms whose state differs; before their notifications are asked for, and followed by `look`. */
  changed(ids: readonly string[]): void {
    const alarms = this.#deps.alarms();
    const { clock } = this.#deps;
    for (const id of ids) {
      const alarm = alarms.get(id);
      if (alarm === undefined || !needsOperator(alarm) || alarm.claim !== null) {
        this.#calls.delete(id);
        continue;
      }
      const call = this.#calls.get(id);
      if (call !== undefined && call.alarm.occurrence === alarm.occurrence) call.alarm = alarm;
      else {
        this.#serial += 1;
        this.#calls.set(id, {
          alarm,
          since: clock.elapsed(),
          wall: clock.now(),
          outcome: call?.outcome ?? null,
          askedAt: call?.askedAt ?? null,
          silencedAt: null,
        });
      }
    }
  }

  /** A notification that stands for these was asked for. */
  asked(ids: readonly string[]): void {
    const now = this.#deps.clock.elapsed();
    for (const id of ids) {
      const call = this.#calls.get(id);
      if (call !== undefined) Object.assign(call, { askedAt: now, outcome: null });
    }
    this.look();
  }

  outcome(ids: readonly string[], outcome: NotificationOutcome): void {
    for (const id of ids) {
      const call = this.#calls.get(id);
      if (call !== undefined) call.outcome = outcome;
    }
    this.look();
  }

  silence(): void {
    const now = this.#deps.clock.elapsed();
    for (const call of this.#calls.values()) call.silencedAt = now;
    this.look();
  }

  /** Once a shift, where the operator wants it. */
  testTone(): void {
    this.#tone += 1;
    this.look();
  }

  /** Says what is so now, and looks again when that will be over by itself. */
  look(): void {
    if (this.#ended) return;
    const { clock, flood, publish, attention } = this.#deps;
    const now = clock.elapsed();
    flood.look(now);
    let next = flood.next(now) ?? Number.POSITIVE_INFINITY;
    let worst: { readonly call: Call; readonly why: Unanswered['why'] } | null = null;
    let due = 0;
    let silenced = 0;
    let sounding: AlarmSound | null = null;
    for (const call of this.#calls.values()) {
      const { priority } = call.alarm;
      const why = this.#why(call, now);
      if (why !== null) {
        due += 1;
        if (worst === null || before(call, worst.call)) worst = { call, why };
      }
      if (why !== 'not-answered') next = Math.min(next, call.since + ANSWER_MS[priority] - now);
      if (why === null && call.outcome === null && call.askedAt !== null)
        next = Math.min(next, call.askedAt + SHOWN_MS - now);
      if (call.silencedAt !== null && now < call.silencedAt + SILENCE_MS[priority]) {
        silenced += 1;
        next = Math.min(next, call.silencedAt + SILENCE_MS[priority] - now);
        continue;
      }
      const siren = why !== null && priority <= SIREN_UP_TO && (priority === 1 || !call.alarm.stood);
      const sound = siren ? 'siren' : soundOf(priority);
      if (sounding === null || RANK[sound] < RANK[sounding]) sounding = sound;
    }
    this.#timer?.dispose();
    this.#timer = Number.isFinite(next) ? clock.after(Math.max(1, next), () => this.look()) : null;
    const annunciation: Annunciation = {
      sound: sounding === null || !this.#deps.sounds() ? null : { name: sounding, serial: this.#serial },
      silenced,
      voice: this.#deps.voice(),
      unanswered:
        worst === null
          ? null
          : {
              alarm: worst.call.alarm,
              why: worst.why,
              outcome: worst.call.outcome,
              since: wallMs(worst.call.wall),
              count: due,
            },
      flood:
        flood.first === null
          ? null
          : {
              count: flood.count,
              first: flood.first.alarm,
              since: wallMs(clock.now() - (now - flood.first.at)),
            },
      tone: this.#tone,
      test: this.#deps.test(),
    };
    const text = JSON.stringify({ ...annunciation, flood: { ...annunciation.flood, since: 0 } });
    if (text !== this.#said) publish(annunciation);
    this.#said = text;
    if (this.#calling !== (worst !== null)) attention((this.#calling = worst !== null));
  }

  dispose(): void {
    this.#ended = true;
    this.#timer?.dispose();
    this.#timer = null;
  }

  #why({ alarm, since, askedAt, outcome }: Call, now: number): Unanswered['why'] | null {
    if (now - since >= ANSWER_MS[alarm.priority]) return 'not-answered';
    const late = askedAt !== null && now - askedAt >= SHOWN_MS;
    return (outcome === null ? late : NOT_SHOWN.includes(outcome)) ? 'not-shown' : null;
  }
}

const RANK: Readonly<Record<AlarmSound, number>> = { siren: 0, p1: 1, p2: 2, p3: 3 };
const before = (a: Call, b: Call): boolean =>
  a.alarm.priority < b.alarm.priority || (a.alarm.priority === b.alarm.priority && a.since < b.since);
