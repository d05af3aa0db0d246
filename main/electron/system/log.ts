import { mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import pino from 'pino';
import type { Logger } from '../../console/ports.ts';
import { pinoLog } from '../../host/log.ts';

/** Bytes; at a start the file before is kept once as `.old`. */
const LARGEST = 5 * 1024 * 1024;

/** JSON lines in `console.log` of the folder, and on standard error where somebody reads that. Written at once: a crash loses none. */
export function fileLog(folder: string, alsoStderr: boolean): Logger {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'console.log');
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > LARGEST) renameSync(path, `${path}.old`);
  const streams = [{ level: 'debug' as const, stream: pino.destination({ dest: path, sync: true }) }];
  if (alsoStderr) streams.push({ level: 'debug', stream: pino.destination({ dest: 2, sync: true }) });
  return pinoLog(
    pino(
      { base: undefined, level: 'debug', timestamp: pino.stdTimeFunctions.isoTime },
      pino.multistream(streams),
    ),
  );
}
