import type { CrashReporter } from 'electron';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from '../../console/ports.ts';

/** Dumps that are kept, newest first; one is some megabytes at most. */
export const KEPT = { most: 5, bytes: 50 * 1024 * 1024 };

/** Native crashes are written to this computer and sent nowhere. Before any page is made. */
export function keepCrashesHere(reporter: Pick<CrashReporter, 'start'>): void {
  reporter.start({ uploadToServer: false, ignoreSystemCrashHandler: false });
}

/**
 * Deletes the oldest dumps past `most` or `bytes`, with what belongs to them. A folder that is not there has none.
 * @returns how many were deleted
 */
export async function boundCrashDumps(folder: string, log: Logger, { most, bytes } = KEPT): Promise<number> {
  const dumps: { path: string; at: number; size: number }[] = [];
  try {
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !entry.name.endsWith('.dmp')) continue;
      const path = join(entry.parentPath, entry.name);
      const { mtimeMs, size } = await stat(path);
      dumps.push({ path, at: mtimeMs, size });
    }
    dumps.sort((a, b) => b.at - a.at);
    let sum = 0;
    const over = dumps.filter(({ size }, n) => (sum += size) > bytes || n >= most);
    for (const { path } of over) {
      await rm(path, { force: true });
      await rm(path.replace(/\.dmp$/, '.meta'), { force: true });
    }
    if (over.length > 0)
      log.info('crash dumps deleted', { deleted: over.length, kept: dumps.length - over.length });
    return over.length;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
      log.warn('crash dumps not bounded', { error: String(error) });
    return 0;
  }
}
