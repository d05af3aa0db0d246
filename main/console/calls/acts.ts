import {
  MAX_REFUSED_ACTS,
  type ActRefusal,
  type AlarmOperation,
  type PendingAct,
} from '../../../contract/alarm/acts.ts';
import type { AlarmCommandValues } from '../../../contract/alarm/commands.ts';
import { ok, type Result } from '../../../contract/result.ts';
import { wallMs } from '../../../contract/time.ts';
import type { Command } from '../../../contract/wire.ts';
import { LIFE_MS, type Commands } from './commands.ts';

export interface PendingActsDeps {
  readonly send: Commands['operate'];
  /** The oldest first. */
  readonly publish: (acts: readonly PendingAct[]) => void;
}

/** What operators did at this console and the gateway has not answered, or has refused: every window shows it. */
export class PendingActs {
  readonly #deps: PendingActsDeps;
  readonly #acts = new Map<string, PendingAct>();

  constructor(deps: PendingActsDeps) {
    this.#deps = deps;
  }

  /** Answers as soon as it cannot be lost any more; a failure only where it was refused at once. */
  give(operation: AlarmOperation): Promise<Result<null>> {
    return new Promise((resolve) => {
      const sent = this.#deps.send(operation, () => resolve(ok(null)));
      void sent.then((result) => resolve(result.ok ? ok(null) : result));
    });
  }

  /** Somebody has read why; false where there is nothing refused of this id. */
  drop(id: string): boolean {
    if ((this.#acts.get(id)?.refused.length ?? 0) === 0) return false;
    this.#acts.delete(id);
    this.#publish();
    return true;
  }

  waiting(command: Command): void {
    if (command.type === 'setNote') return;
    const act: PendingAct = {
      id: command.id,
      type: command.type,
      ...aboutOf(command),
      at: wallMs(command.expiresAt - LIFE_MS[command.type]),
      refused: [],
    };
    // Done again: what was said of the last time is of no interest any more.
    for (const [id, old] of this.#acts) if (old.refused.length > 0 && isSame(old, act)) this.#acts.delete(id);
    this.#acts.set(command.id, act);
    this.#publish();
  }

  settled(command: Command, result: Result<unknown>): void {
    const act = this.#acts.get(command.id);
    if (act === undefined) return;
    const refused = refusalsOf(command, result);
    this.#acts.delete(command.id);
    if (refused.length > 0) {
      this.#acts.set(command.id, { ...act, refused });
      const all = [...this.#acts.values()].filter((one) => one.refused.length > 0);
      for (const { id } of all.slice(0, Math.max(0, all.length - MAX_REFUSED_ACTS))) this.#acts.delete(id);
    }
    this.#publish();
  }

  #publish(): void {
    this.#deps.publish([...this.#acts.values()]);
  }
}

function aboutOf(command: Command): Pick<PendingAct, 'alarmIds' | 'point'> {
  switch (command.type) {
    case 'acknowledgeMany':
      return { alarmIds: command.args.alarms.map(({ alarmId }) => alarmId), point: null };
    case 'acknowledge':
    case 'claim':
    case 'release':
    case 'comment':
      return { alarmIds: [command.args.alarmId], point: null };
    case 'shelve':
    case 'unshelve':
    case 'outOfService':
    case 'returnToService':
      return { alarmIds: [], point: command.args.point };
    default:
      return { alarmIds: [], point: null };
  }
}

const isSame = (a: PendingAct, b: PendingAct): boolean =>
  a.type === b.type && a.point === b.point && a.alarmIds.join() === b.alarmIds.join();

/** Nobody refused what ended with this console or its sign-in. */
function refusalsOf(command: Command, result: Result<unknown>): ActRefusal[] {
  if (!result.ok) return result.error.code === 'offline' ? [] : [{ alarmId: null, error: result.error }];
  if (command.type !== 'acknowledgeMany') return [];
  const { results } = result.value as AlarmCommandValues['acknowledgeMany'];
  return results.flatMap(({ alarmId, error }) => (error === null ? [] : [{ alarmId, error }]));
}
