import type { Panel } from '../../../contract/bridge.ts';
import type { Disposable } from '../../../contract/disposable.ts';
import { ValueStore } from '../../stores/value.ts';
import { csv, fileName, type Table } from './csv.ts';
import type { Saver } from './saver.ts';

export type SaveKind = 'csv' | 'png';

/** What a panel can hand over at this moment. */
export interface SaveSource {
  /** Part of the file's name: what is shown, in the data's own words. */
  name(): string;
  /** Null while there is nothing to save. */
  table(): Table | null;
  /** Absent: the panel as it is drawn. Null where the picture could not be made. */
  readonly picture?: () => Promise<Blob | null>;
}

/** What became of the last saving; `rows` null for a picture. */
export type SaveNotice =
  | { readonly ok: true; readonly file: string; readonly rows: number | null }
  | { readonly ok: false; readonly why: 'nothing' | 'picture' };

export interface SavesParts {
  readonly saver: Saver;
  /** Feed time, ms: files are named by when their content was true. */
  readonly now: () => number;
  /** The panel as it is drawn; null where it is not. */
  readonly pictureOf: (panel: Panel) => Promise<Blob | null>;
}

/** CSV and PNG of any open panel: each panel offers what it has, the shell asks. */
export class Saves implements Disposable {
  readonly #parts: SavesParts;
  readonly #sources = new Map<Panel, SaveSource>();
  readonly #notice = new ValueStore<SaveNotice | null>(null);

  constructor(parts: SavesParts) {
    this.#parts = parts;
  }

  /** Reactive. */
  get notice(): SaveNotice | null {
    return this.#notice.value;
  }

  /** The newest of a panel answers; dispose on unmount. */
  offer(panel: Panel, source: SaveSource): Disposable {
    this.#sources.set(panel, source);
    return {
      dispose: () => {
        if (this.#sources.get(panel) === source) this.#sources.delete(panel);
      },
    };
  }

  async save(kind: SaveKind, panel: Panel): Promise<void> {
    const source = this.#sources.get(panel);
    const name = fileName(source?.name() ?? panel, this.#parts.now(), kind);
    this.#notice.set(kind === 'csv' ? this.#table(name, source) : await this.#picture(name, panel, source));
  }

  forget(): void {
    this.#notice.set(null);
  }

  dispose(): void {
    this.#sources.clear();
    this.#parts.saver.dispose();
  }

  #table(name: string, source: SaveSource | undefined): SaveNotice {
    const table = source?.table() ?? null;
    if (table === null || table.rows.length === 0) return { ok: false, why: 'nothing' };
    const text = csv(table.header, table.rows);
    this.#parts.saver.save(name, new Blob([text], { type: 'text/csv;charset=utf-8' }));
    return { ok: true, file: name, rows: table.rows.length };
  }

  async #picture(name: string, panel: Panel, source: SaveSource | undefined): Promise<SaveNotice> {
    const made = source?.picture?.() ?? this.#parts.pictureOf(panel);
    const blob = await made;
    if (blob === null) return { ok: false, why: 'picture' };
    this.#parts.saver.save(name, blob);
    return { ok: true, file: name, rows: null };
  }
}
