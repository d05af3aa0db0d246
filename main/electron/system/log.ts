import { join } from 'node:path';
import pino from 'pino';
import type { Logger } from '../../console/ports.ts';
import { pinoLog } from '../../host/log.ts';
import { redact } from '../../host/redact.ts';
import { rotatingFile } from '../../host/rotating-file.ts';

/** Bytes of one file; the one before is kept once, as `.old`. */
const LARGEST = 5 * 1024 * 1024;

/**
 * JSON lines in `console.log` of the folder, and on standard error where somebody reads that. Written at once: a crash loses none.
 * Each line is redacted as a whole, stacks and other people's words included.
 */
export function fileLog(folder: string, alsoStderr: boolean, largest = LARGEST): Logger {
  const file = rotatingFile(join(folder, 'console.log'), largest);
  const stderr = alsoStderr ? pino.destination({ dest: 2, sync: true }) : null;
  const write = (line: string): void => {
    const clean = redact(line);
    file.write(clean);
    stderr?.write(clean);
  };
  const options = { base: undefined, level: 'debug', timestamp: pino.stdTimeFunctions.isoTime };
  return pinoLog(pino(options, { write }));
}
