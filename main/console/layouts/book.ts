import {
  MAX_LAYOUT_VERSIONS,
  MAX_LAYOUTS,
  type DeskWindow,
  type Layout,
  type LayoutSummary,
} from '../../../contract/layout/types.ts';
import { fail, ok, type Result } from '../../../contract/result.ts';

/** One saving of a layout. */
export interface Version {
  /** From 1, rises with each saving. */
  readonly version: number;
  /** Wall time, epoch milliseconds. */
  readonly savedAt: number;
  readonly windows: readonly DeskWindow[];
}

/** A layout of the user's; `versions` the newest first, 1 to `MAX_LAYOUT_VERSIONS` of them. */
export interface Saved {
  readonly id: string;
  readonly name: string;
  readonly slot: number | null;
  readonly roles: readonly string[];
  readonly versions: readonly [Version, ...Version[]];
}

export interface Change {
  readonly name?: string;
  readonly slot?: number | null;
  readonly roles?: readonly string[];
}

/**
 * The user's layouts and those that come with the product. A key and a role have one layout each: the one that they were given to
 * last. A built-in has its own while no layout of the user's has it.
 */
export class Book {
  readonly saved: readonly Saved[];
  readonly #builtin: () => readonly Layout[];

  constructor(saved: readonly Saved[], builtin: () => readonly Layout[]) {
    this.saved = saved;
    this.#builtin = builtin;
  }

  /** @param version absent: the newest */
  find(id: string, version?: number): Layout | null {
    const builtin = this.#builtins().find((layout) => layout.id === id);
    if (builtin !== undefined) return version === undefined || version === builtin.version ? builtin : null;
    const saved = this.saved.find((layout) => layout.id === id);
    const found = saved?.versions.find((one) => version === undefined || one.version === version);
    if (saved === undefined || found === undefined) return null;
    const { name, slot, roles } = saved;
    return { id, name, slot, roles, ...found };
  }

  /** What a role starts with; null where it has none. */
  ofRole(role: string): Layout | null {
    const own = this.saved.find(({ roles }) => roles.includes(role));
    if (own !== undefined) return this.find(own.id);
    return this.#builtin().find(({ roles }) => roles.includes(role)) ?? null;
  }

  /** Those with a key first, in its order, then by name. */
  summaries(): LayoutSummary[] {
    const own = this.saved.map(({ id, name, slot, roles, versions: [newest, ...older] }): LayoutSummary => ({
      id,
      name,
      slot,
      roles,
      version: newest.version,
      savedAt: newest.savedAt,
      older: older.map(({ version, savedAt }) => ({ version, savedAt })),
      builtin: false,
      windowCount: newest.windows.length,
    }));
    const builtin = this.#builtins().map(({ windows, ...layout }): LayoutSummary => ({
      ...layout,
      older: [],
      builtin: true,
      windowCount: windows.length,
    }));
    return [...own, ...builtin].sort(
      (a, b) => (a.slot ?? 10) - (b.slot ?? 10) || a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1),
    );
  }

  /** A new layout where there is none of this id. */
  save(id: string, part: Required<Change>, savedAt: number, windows: readonly DeskWindow[]): Result<Book> {
    const before = this.saved.find((layout) => layout.id === id);
    if (before === undefined && this.saved.length >= MAX_LAYOUTS)
      return fail('conflict', `There are ${MAX_LAYOUTS} layouts: delete one first`, 'id');
    if (this.#named(part.name, id)) return taken(part.name);
    const version: Version = { version: (before?.versions[0].version ?? 0) + 1, savedAt, windows };
    const versions = [version, ...(before?.versions ?? [])].slice(0, MAX_LAYOUT_VERSIONS);
    const layout: Saved = { id, ...part, versions: versions as [Version, ...Version[]] };
    return ok(
      this.#with(
        before === undefined
          ? [...this.saved, layout]
          : this.saved.map((one) => (one.id === id ? layout : one)),
        layout,
      ),
    );
  }

  change(id: string, part: Change): Result<Book> {
    const before = this.saved.find((layout) => layout.id === id);
    if (before === undefined) return fail('not-found', `There is no layout "${id}"`, 'id');
    if (part.name !== undefined && this.#named(part.name, id)) return taken(part.name);
    const layout = { ...before, ...part };
    return ok(
      this.#with(
        this.saved.map((one) => (one.id === id ? layout : one)),
        layout,
      ),
    );
  }

  without(id: string): Book {
    return new Book(
      this.saved.filter((layout) => layout.id !== id),
      this.#builtin,
    );
  }

  /** The name, or the name with the first number that makes it another: two of one name could not be told apart in a list. */
  freeName(name: string, longest: number): string {
    for (let n = 1; ; n += 1) {
      const end = n === 1 ? '' : ` ${String(n)}`;
      const tried = name.slice(0, longest - end.length) + end;
      if (!this.#named(tried, '')) return tried;
    }
  }

  #named(name: string, except: string): boolean {
    const same = (other: { id: string; name: string }): boolean =>
      other.id !== except && other.name.toLowerCase() === name.toLowerCase();
    return this.saved.some(same) || this.#builtin().some(same);
  }

  /** What `layout` has now, no other one of the user's has any more. */
  #with(saved: readonly Saved[], layout: Saved): Book {
    return new Book(
      saved.map((one) =>
        one.id === layout.id
          ? one
          : {
              ...one,
              slot: one.slot === layout.slot ? null : one.slot,
              roles: one.roles.filter((role) => !layout.roles.includes(role)),
            },
      ),
      this.#builtin,
    );
  }

  #builtins(): Layout[] {
    return this.#builtin().map((layout) => ({
      ...layout,
      slot: this.saved.some(({ slot }) => slot === layout.slot) ? null : layout.slot,
      roles: layout.roles.filter((role) => !this.saved.some(({ roles }) => roles.includes(role))),
    }));
  }
}

const taken = (name: string): Result<never> =>
  fail('conflict', `There is a layout "${name}" already`, 'name');
