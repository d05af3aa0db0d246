import { closeSync, openSync, writeSync } from 'node:fs';
import type { Disposable } from '../../contract/disposable.ts';

/** Collected before it is written: a simulated second at 600x is hundreds of lines. */
const CHUNK = 256 * 1024;

export interface LineFile extends Disposable {
  write(record: object): void;
}

/** Records as JSON lines, written synchronously in chunks: what the simulator outruns waits for the disk, not in memory. Throws where the file can't be written. */
export function openLineFile(file: string): LineFile {
  const handle = openSync(file, 'w');
  let waiting = '';
  let open = true;
  const flush = () => {
    if (waiting !== '') writeSync(handle, waiting);
    waiting = '';
  };
  return {
    write(record) {
      waiting += `${JSON.stringify(record)}\n`;
      if (waiting.length >= CHUNK) flush();
    },
    dispose() {
      if (!open) return;
      open = false;
      flush();
      closeSync(handle);
    },
  };
}
