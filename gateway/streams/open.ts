import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { putMark, takeMark, type Opening } from './clean-mark.ts';
import { RETAIN, SqlStreamLog, type EmbeddedLog, type Retain } from './log.ts';
import { openSql, type Sql } from './sql.ts';

export interface StreamLogOptions {
  /** Database file, made with its folder where it is missing; `:memory:` keeps nothing. */
  readonly file: string;
  readonly retain?: Partial<Retain>;
  /** An open database to use instead of opening `file`; it is not closed with the log, and its epoch is always new. */
  readonly db?: Sql;
}

/**
 * Opens the embedded log. The epoch goes on only after an orderly end of the very same file; see `Opening` for the rest.
 * A file that is no database any more is put aside as `FILE.corrupt-N` and begun anew.
 * Throws where another process has it open or the folder can't be written.
 */
export function openStreamLog(options: StreamLogOptions): EmbeddedLog {
  const retain = { ...RETAIN, ...options.retain };
  if (options.db) {
    return new SqlStreamLog(
      options.db,
      (nonce) => (nonce === null ? 'new' : 'unclean'),
      retain,
      () => undefined,
    );
  }
  const { file } = options;
  if (file === ':memory:') {
    const sql = openSql(file);
    return new SqlStreamLog(
      sql,
      () => 'new',
      retain,
      () => sql.dispose(),
    );
  }
  mkdirSync(dirname(file), { recursive: true });
  const mark = takeMark(file);
  const judge = (nonce: string | null): Opening => {
    if (nonce === null) return 'new';
    if (mark === null) return 'unclean';
    return mark.untouched && mark.nonce === nonce ? 'continued' : 'restored';
  };
  const begin = (opening: (nonce: string | null) => Opening) => {
    const sql = openSql(file);
    const end = (nonce: string) => {
      sql.dispose();
      putMark(file, nonce);
    };
    try {
      return new SqlStreamLog(sql, opening, retain, end);
    } catch (error) {
      sql.dispose();
      throw error;
    }
  };
  try {
    return begin(judge);
  } catch (error) {
    if (!isCorrupt(error)) throw error;
    putAside(file);
    return begin(() => 'corrupt');
  }
}

function isCorrupt(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return /^SQLITE_(CORRUPT|NOTADB)/.test(code) || /not a database|malformed/.test(error.message);
}

/** Kept for whoever wants to save the history that was in it. */
function putAside(file: string): void {
  let n = 1;
  while (existsSync(`${file}.corrupt-${String(n)}`)) n += 1;
  renameSync(file, `${file}.corrupt-${String(n)}`);
  for (const part of ['-wal', '-shm']) {
    if (existsSync(file + part)) renameSync(file + part, `${file}.corrupt-${String(n)}${part}`);
  }
}
