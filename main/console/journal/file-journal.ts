import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Journal, JournalResult } from '../ports.ts';
import { decodeLines, encodeLine } from './lines.ts';

/**
 * The journal as one file of the user's alone: a line for each record, each with its checksum, fsynced at every append. The
 * writing is libuv's, off the event loop. Made by a host; opens nothing before the first call.
 */
export function fileJournal(path: string): Journal {
  const folder = dirname(path);
  let named = false;

  const write = async (target: string, flags: 'a' | 'w', records: readonly unknown[]): Promise<void> => {
    await mkdir(folder, { recursive: true });
    const file = await open(target, flags, 0o600);
    try {
      await file.appendFile(records.map(encodeLine).join(''));
      await file.sync();
    } finally {
      await file.close();
    }
  };

  return {
    load: () =>
      attempt(async () => {
        try {
          return decodeLines(await readFile(path, 'utf8'));
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { records: [], damaged: 0 };
          throw error;
        }
      }),
    append: (records) =>
      attempt(async () => {
        await write(path, 'a', records);
        if (!named) await syncFolder(folder);
        named = true;
        return null;
      }),
    replace: (records) =>
      attempt(async () => {
        await write(`${path}.new`, 'w', records);
        await rename(`${path}.new`, path);
        await syncFolder(folder);
        return null;
      }),
  };
}

async function attempt<T>(work: () => Promise<T>): Promise<JournalResult<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    return { ok: false, reason: reasonOf(error), message: (error as Error).message };
  }
}

/** A new name itself must reach the disk; Windows has no such call and journals its names. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

function reasonOf(error: unknown): 'full' | 'denied' | 'failed' {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') return 'full';
  return code === 'EACCES' || code === 'EPERM' || code === 'EROFS' ? 'denied' : 'failed';
}
