import { readFileSync, statSync } from 'node:fs';
import type { RulesRefusal } from '../../../contract/alarm/overview.ts';
import { wallMs, type WallMs } from '../../../contract/time.ts';
import { basename } from 'node:path';
import { defaultRules } from './defaults.ts';
import { readRules, type RulesRead } from './read.ts';
import type { RuleSet } from './rule.ts';

export interface RulesNews {
  /** The rules in force now, where they are other ones. */
  readonly rules: RuleSet | null;
  readonly refused: RulesRefusal | null;
}

/** Bytes: a rules file is written by hand. */
const MOST = 1_000_000;

/**
 * A rules file that is read again when it changes. One with a mistake changes nothing but `refused`: the last good rules, or
 * those that come with the gateway, stay in force. Looked at by whoever has a clock.
 */
export class RulesFile {
  readonly #file: string | null;
  readonly #hosts: readonly string[];
  #seen = '';
  rules: RuleSet;
  refused: RulesRefusal | null = null;
  loadedAt: WallMs;

  constructor(file: string | null, hosts: readonly string[], now: WallMs) {
    this.#file = file;
    this.#hosts = hosts;
    this.rules = defaultRules();
    this.loadedAt = now;
    this.poll(now);
  }

  /** null where the file is the one that was seen. */
  poll(now: WallMs): RulesNews | null {
    if (this.#file === null) return null;
    const mark = markOf(this.#file);
    if (mark === this.#seen) return null;
    this.#seen = mark;
    const read = this.#read(this.#file);
    if (read.ok) {
      this.rules = read.value;
      this.loadedAt = wallMs(now);
      this.refused = null;
      return { rules: read.value, refused: null };
    }
    const { message, line, column } = read.error;
    this.refused = { at: now, file: basename(this.#file), line, column, message };
    return { rules: null, refused: this.refused };
  }

  #read(file: string): RulesRead | { ok: false; error: { message: string; line: null; column: null } } {
    try {
      if (statSync(file).size > MOST) return unreadable(`is over ${String(MOST)} bytes`);
      return readRules(readFileSync(file, 'utf8'), this.#hosts);
    } catch (error) {
      return unreadable(error instanceof Error ? error.message : String(error));
    }
  }
}

const unreadable = (message: string) => ({
  ok: false as const,
  error: { message, line: null, column: null },
});

/** Of a file that is not there too: that it went is a change. */
function markOf(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat === undefined ? 'none' : `${String(stat.mtimeMs)}/${String(stat.size)}/${String(stat.ino)}`;
}
