import { closeSync, fstatSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

export interface LineFile {
  /** Written before it returns, so that a crash loses none. Never throws: what a full disk does not take is counted, and said later. */
  write(line: string): void;
}

/** Lines in a file that never grows past `largest` bytes; the one before is kept as `.old`, so twice that is all there ever is. */
export function rotatingFile(path: string, largest: number): LineFile {
  let file: number | null = null;
  let size = 0;
  let lost = 0;

  const open = (flags: 'a' | 'w'): number => {
    mkdirSync(dirname(path), { recursive: true });
    const opened = openSync(path, flags, 0o600);
    size = fstatSync(opened).size;
    return opened;
  };
  const turn = (old: number): number => {
    file = null;
    closeSync(old);
    try {
      renameSync(path, `${path}.old`);
    } catch {
      return open('w'); // somebody holds the old one: the bound is worth more than the lines
    }
    return open('a');
  };
  const put = (line: string): void => {
    const bytes = Buffer.from(line);
    file ??= open('a');
    if (size > 0 && size + bytes.length > largest) file = turn(file);
    size += writeSync(file, bytes);
  };
  return {
    write: (line) => {
      try {
        if (lost > 0) put(`{"level":40,"msg":"lines of the log were lost","lines":${lost}}\n`);
        lost = 0;
        put(line);
      } catch {
        lost += 1; // the log is where this would be said: it is, as soon as a line can be written again
      }
    },
  };
}
