import { v7 } from 'uuid';
import type * as v from 'valibot';
import type { Alarm } from '../../../contract/alarm.ts';
import type { AlarmOperation } from '../../../contract/alarm/acts.ts';
import {
  ALARM_COMMAND_TYPES,
  type AlarmCommandType,
  type AlarmCommandValues,
} from '../../../contract/alarm/commands.ts';
import type { Disposable } from '../../../contract/disposable.ts';
import { fail, ok, type Result } from '../../../contract/result.ts';
import type { RouteNote } from '../../../contract/note.ts';
import { commandValues } from '../../../contract/schema/alarm.ts';
import { routeNote, type SchemaOf } from '../../../contract/schema/domain.ts';
import { resultOf } from '../../../contract/schema/wire.ts';
import type { Command, CommandArgs, CommandType } from '../../../contract/wire.ts';
import type { Counters } from '../counters.ts';
import { decode } from '../decode.ts';
import type { Namespace } from '../link/session.ts';
import type { Clock } from '../ports.ts';

/** Commands that wait for an answer; one more is refused with `busy`. */
export const MAX_WAITING = 100;
/**
 * An acknowledgement is of the moment, and what hides an alarm even more so; what somebody has written is still worth having at the end of the
 * shift. A gateway knows a retry for 24 h.
 */
export const LIFE_MS: Readonly<Record<CommandType, number>> = {
  ...(Object.fromEntries(ALARM_COMMAND_TYPES.map((type) => [type, 30_000])) as Record<
    AlarmCommandType,
    number
  >),
  comment: 12 * 3_600_000,
  handover: 12 * 3_600_000,
  countersign: 12 * 3_600_000,
  recordTest: 12 * 3_600_000,
  setNote: 12 * 3_600_000,
};
const expired = (type: CommandType): string =>
  LIFE_MS[type] > 30_000
    ? 'No answer from the gateway in 12 h'
    : 'No answer from the gateway in 30 s: the alarm may still be open';
const ANSWERS: Readonly<Record<CommandType, v.GenericSchema>> = { ...commandValues, setNote: routeNote };
const ANSWER_MS = 8_000;

/** Where commands wait that a crash must not lose. */
export interface Outbox {
  /** `then` when it would be there after a restart. */
  add(command: Command, then: () => void): void;
  settled(id: string): void;
}

/** A command of the process before this one came to nothing: nobody waits for its answer any more. */
export interface Lost {
  readonly type: CommandType;
  readonly why: 'expired' | 'refused';
  /** The gateway's words; empty where it said nothing. */
  readonly message: string;
}

export interface CommandsDeps {
  readonly clock: Clock;
  readonly counters: Counters;
  readonly outbox: Outbox;
  readonly lost: (lost: readonly Lost[]) => void;
  /** What this console is called: every command says where it was given. */
  readonly desk: () => string;
  /** A command waits from now on, also one of the process before; and what came of it. */
  readonly waiting?: (command: Command) => void;
  readonly settled?: (command: Command, result: Result<unknown>) => void;
}

interface Waiting {
  readonly command: Command;
  readonly settle: (result: Result<unknown>) => void;
  expiry: Disposable | null;
  /** Written down: it may be sent. */
  kept: boolean;
  sending: boolean;
}

/**
 * Commands on their way. Each keeps its id until it is answered, so that sending it again after a reconnect is harmless;
 * past its time it is dropped and whoever gave it is told.
 */
export class Commands implements Disposable {
  readonly #deps: CommandsDeps;
  readonly #waiting = new Map<string, Waiting>();
  #namespace: Namespace | null = null;

  constructor(deps: CommandsDeps) {
    this.#deps = deps;
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  /** `/alerts` of the present session; null while there is none. */
  use(namespace: Namespace | null): void {
    this.#namespace = namespace;
    for (const waiting of this.#waiting.values()) waiting.sending = false;
    if (namespace !== null) for (const waiting of this.#waiting.values()) void this.#send(waiting);
  }

  acknowledge(args: CommandArgs['acknowledge']): Promise<Result<Alarm>> {
    const expiresAt = this.#deps.clock.now() + LIFE_MS.acknowledge;
    return this.#give({ id: v7(), type: 'acknowledge', args, expiresAt }) as Promise<Result<Alarm>>;
  }

  /** Any of the alarm commands; `kept` as for a note. */
  operate(
    operation: AlarmOperation,
    kept: () => void,
  ): Promise<Result<AlarmCommandValues[AlarmCommandType]>> {
    const expiresAt = this.#deps.clock.now() + LIFE_MS[operation.type];
    const given = this.#give({ id: v7(), ...operation, expiresAt }, kept);
    return given as Promise<Result<AlarmCommandValues[AlarmCommandType]>>;
  }

  /** `kept` once it would be there after a restart; never where it is refused at once. */
  setNote(
    args: CommandArgs['setNote'],
    ifVersion: number | undefined,
    kept: () => void,
  ): Promise<Result<RouteNote>> {
    const expiresAt = this.#deps.clock.now() + LIFE_MS.setNote;
    const command = { id: v7(), type: 'setNote', args, expiresAt } as const;
    const asked = ifVersion === undefined ? command : { ...command, ifVersion };
    return this.#give(asked, kept) as Promise<Result<RouteNote>>;
  }

  /** Of the process before this one: sent again under their ids, unless their time is up. */
  restore(commands: Iterable<Command>): void {
    const late: Lost[] = [];
    for (const command of commands) {
      if (command.expiresAt > this.#deps.clock.now()) {
        const waiting = this.#wait(command, (result) => {
          // Signed in elsewhere, or the end of this process too: nobody refused it.
          if (result.ok || result.error.code === 'offline') return;
          const why = result.error.code === 'expired' ? 'expired' : 'refused';
          this.#deps.lost([{ type: command.type, why, message: result.error.message }]);
        });
        waiting.kept = true;
        void this.#send(waiting);
      } else {
        this.#deps.counters.bump('command-expired');
        this.#deps.outbox.settled(command.id);
        late.push({ type: command.type, why: 'expired', message: '' });
      }
    }
    if (late.length > 0) this.#deps.lost(late);
  }

  /** Another gateway or user: what was commanded here is not theirs to carry out. */
  abandon(): void {
    for (const waiting of [...this.#waiting.values()])
      this.#settle(waiting, fail('offline', 'Signed in elsewhere before the gateway could answer'));
  }

  /** What waits is told; the outbox keeps it for the next start. */
  dispose(): void {
    for (const waiting of [...this.#waiting.values()]) {
      waiting.expiry?.dispose();
      this.#waiting.delete(waiting.command.id);
      waiting.settle(fail('offline', 'The console is closing'));
    }
  }

  #give(given: Command, kept: () => void = () => undefined): Promise<Result<unknown>> {
    const command = { ...given, console: this.#deps.desk() };
    if (this.#waiting.size >= MAX_WAITING)
      return Promise.resolve(fail('busy', `${String(MAX_WAITING)} commands are waiting already`));
    return new Promise((settle) => {
      const waiting = this.#wait(command, settle);
      this.#deps.outbox.add(command, () => {
        waiting.kept = true;
        kept();
        void this.#send(waiting);
      });
    });
  }

  #wait(command: Command, settle: Waiting['settle']): Waiting {
    const waiting: Waiting = { command, settle, expiry: null, kept: false, sending: false };
    waiting.expiry = this.#deps.clock.after(command.expiresAt - this.#deps.clock.now(), () => {
      this.#deps.counters.bump('command-expired');
      this.#settle(waiting, fail('expired', expired(command.type)));
    });
    this.#waiting.set(command.id, waiting);
    this.#deps.waiting?.(command);
    return waiting;
  }

  async #send(waiting: Waiting): Promise<void> {
    const namespace = this.#namespace;
    if (namespace === null || waiting.sending || !waiting.kept || !this.#waiting.has(waiting.command.id))
      return;
    waiting.sending = true;
    const answer = await namespace.request('cmd', waiting.command, ANSWER_MS);
    // Another session may have taken it over meanwhile; then that one's answer counts.
    if (this.#namespace !== namespace || !this.#waiting.has(waiting.command.id)) return;
    waiting.sending = false;
    if (!answer.ok) {
      this.#deps.counters.bump(`cmd-${answer.error.code}`);
      if (answer.error.code === 'timeout') void this.#send(waiting);
      return;
    }
    const value = ANSWERS[waiting.command.type] as SchemaOf<unknown>;
    const read = decode(resultOf(value), answer.value, 'bad-cmd-answer', this.#deps.counters);
    if (read === null) this.#settle(waiting, fail('internal', 'The gateway\u2019s answer could not be read'));
    else this.#settle(waiting, read.ok ? ok(read.value) : (read as Result<unknown>));
  }

  #settle(waiting: Waiting, result: Result<unknown>): void {
    waiting.expiry?.dispose();
    if (!this.#waiting.delete(waiting.command.id)) return;
    this.#deps.outbox.settled(waiting.command.id);
    this.#deps.settled?.(waiting.command, result);
    waiting.settle(result);
  }
}
