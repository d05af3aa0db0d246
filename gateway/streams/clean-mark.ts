import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';

/**
 * Says "the log was closed in order, and this is how its file looked then". Beside the database and not in it, so that a
 * copy put back later does not match: a restored file has another inode or change time. A copy of the whole disk is beyond it.
 */
export type Opening = 'new' | 'continued' | 'unclean' | 'restored' | 'corrupt';

interface Looks {
  readonly nonce: string;
  readonly inode: string;
  readonly changed: string;
  readonly size: string;
}

const markOf = (file: string) => `${file}.clean`;

function looks(file: string, nonce: string): Looks {
  const stat = statSync(file, { bigint: true });
  return {
    nonce,
    inode: String(stat.ino),
    changed: String(stat.ctimeNs),
    size: String(stat.size),
  };
}

/** Call before the database is opened; takes the mark away, so that only an orderly end can put it back. */
export function takeMark(file: string): { readonly nonce: string; readonly untouched: boolean } | null {
  let text: string;
  try {
    text = readFileSync(markOf(file), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  rmSync(markOf(file));
  try {
    const mark = JSON.parse(text) as Looks;
    return { nonce: mark.nonce, untouched: JSON.stringify(looks(file, mark.nonce)) === JSON.stringify(mark) };
  } catch {
    // Half a mark or no database beside it: both mean that the end was not in order.
    return { nonce: '', untouched: false };
  }
}

/** Call after the database is closed. `nonce` is the one that the database itself holds. */
export function putMark(file: string, nonce: string): void {
  writeFileSync(markOf(file), JSON.stringify(looks(file, nonce)), { mode: 0o600 });
}
