import { crc32 } from 'node:zlib';

/** `CRC32 of the JSON as 8 hex digits`, a space, the JSON, a newline: a torn or rotten line is known as such and costs itself only. */
export function encodeLine(record: unknown): string {
  const json = JSON.stringify(record);
  return `${checksum(json)} ${json}\n`;
}

export function decodeLines(text: string): {
  readonly records: readonly unknown[];
  readonly damaged: number;
} {
  const records: unknown[] = [];
  let damaged = 0;
  const lines = text.split('\n');
  // Behind the last newline is nothing, or a line that was not finished: what follows it would be lost with it.
  if (lines.pop() !== '') damaged += 1;
  for (const line of lines) {
    const json = line.slice(9);
    if (line[8] === ' ' && line.slice(0, 8) === checksum(json)) records.push(JSON.parse(json));
    else damaged += 1;
  }
  return { records, damaged };
}

const checksum = (json: string): string => crc32(json).toString(16).padStart(8, '0');
