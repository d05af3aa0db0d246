import type { Calls } from '../../../contract/bridge.ts';
import type { RouteId } from '../../../contract/fleet.ts';
import type { PendingNote, RouteNote } from '../../../contract/note.ts';
import { ok, type Result } from '../../../contract/result.ts';
import { wallMs } from '../../../contract/time.ts';
import type { Command } from '../../../contract/wire.ts';
import { LIFE_MS, type Commands } from './commands.ts';

/** Refused texts that wait for their writer; past it the oldest is forgotten, as the writer was told each time. */
const MAX_REFUSED = 100;

export interface PendingNotesDeps {
  readonly send: Commands['setNote'];
  readonly publish: (notes: readonly PendingNote[]) => void;
  /** The gateway has it. */
  readonly written: (note: RouteNote) => void;
}

/** Notes on their way to the gateway, and those that it did not take, for every window to show. */
export class PendingNotes {
  readonly #deps: PendingNotesDeps;
  /** By route: the newest text of each, with the command that carries it. */
  readonly #notes = new Map<RouteId, { readonly id: string; readonly note: PendingNote }>();

  constructor(deps: PendingNotesDeps) {
    this.#deps = deps;
  }

  /** Answers as soon as the note cannot be lost any more; refused at once where too many commands wait. */
  write({ routeId, text, ifVersion }: Calls['setNote']['args']): Promise<Result<null>> {
    const before = this.#notes.get(routeId);
    // What this desk wrote a moment ago is not somebody else's writing.
    const seen = before !== undefined && before.note.refused === null ? undefined : ifVersion;
    return new Promise((resolve) => {
      const sent = this.#deps.send({ routeId, text }, seen, () => resolve(ok(null)));
      void sent.then((result) => resolve(result.ok ? ok(null) : result));
    });
  }

  /** Forgets a refused text; false where there is none. */
  drop(routeId: RouteId): boolean {
    if ((this.#notes.get(routeId)?.note.refused ?? null) === null) return false;
    this.#notes.delete(routeId);
    this.#publish();
    return true;
  }

  waiting(command: Command): void {
    if (command.type !== 'setNote') return;
    const at = wallMs(command.expiresAt - LIFE_MS.setNote);
    this.#put(command.id, { ...command.args, at, refused: null });
  }

  settled(command: Command, result: Result<unknown>): void {
    if (command.type !== 'setNote') return;
    if (result.ok) this.#deps.written(result.value as RouteNote);
    const { routeId } = command.args;
    const known = this.#notes.get(routeId);
    // A newer text has taken its place.
    if (known?.id !== command.id) return;
    const gone = result.ok || result.error.code === 'offline';
    if (gone) this.#notes.delete(routeId);
    else this.#put(command.id, { ...known.note, refused: result.error.message });
    this.#publish();
  }

  #put(id: string, note: PendingNote): void {
    this.#notes.delete(note.routeId);
    this.#notes.set(note.routeId, { id, note });
    for (const [routeId, { note: old }] of this.#notes) {
      if (this.#notes.size <= MAX_REFUSED) break;
      if (old.refused !== null) this.#notes.delete(routeId);
    }
    this.#publish();
  }

  #publish(): void {
    this.#deps.publish([...this.#notes.values()].map(({ note }) => note));
  }
}
