import { appendFile, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { JournalResult } from '../ports.ts';
import { fileJournal } from './file-journal.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'journal-'));
  path = join(folder, 'console', 'journal.log');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const good = <T>(result: JournalResult<T>): T => {
  if (!result.ok) throw new Error(`${result.reason}: ${result.message}`);
  return result.value;
};

test('what was appended and replaced is there for the next process, in order', async () => {
  const journal = fileJournal(path);
  expect(good(await journal.load())).toEqual({ records: [], damaged: 0 });
  good(await journal.append([{ n: 1 }, { n: 2 }]));
  good(await journal.append([{ n: 3, text: 'ä\n' }]));
  expect(good(await fileJournal(path).load()).records).toEqual([{ n: 1 }, { n: 2 }, { n: 3, text: 'ä\n' }]);
  good(await journal.replace([{ n: 9 }]));
  good(await journal.append([{ n: 10 }]));
  expect(good(await fileJournal(path).load()).records).toEqual([{ n: 9 }, { n: 10 }]);
  if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o600);
});

test('a line that is torn or rotten costs itself only, and is told', async () => {
  const journal = fileJournal(path);
  good(await journal.append([{ n: 1 }, { n: 2 }, { n: 3 }]));
  const lines = (await readFile(path, 'utf8')).split('\n');
  await writeFile(path, [lines[0], lines[1]?.replace('2', '7'), lines[2], ''].join('\n'));
  expect(good(await journal.load())).toEqual({ records: [{ n: 1 }, { n: 3 }], damaged: 1 });
  await appendFile(path, lines[1]?.slice(0, 11) ?? '');
  expect(good(await journal.load())).toEqual({ records: [{ n: 1 }, { n: 3 }], damaged: 2 });
  await writeFile(path, Buffer.from([0, 255, 10, 200, 10, 10]));
  expect(good(await journal.load())).toEqual({ records: [], damaged: 3 });
});

test('every length that a power loss may leave gives a beginning of what was written', async () => {
  const journal = fileJournal(path);
  const all = Array.from({ length: 8 }, (_, n) => ({ n }));
  good(await journal.append(all));
  const whole = await readFile(path);
  for (let cut = 0; cut <= whole.length; cut += 1) {
    await writeFile(path, whole.subarray(0, cut));
    const { records, damaged } = good(await journal.load());
    expect(records).toEqual(all.slice(0, records.length));
    expect(damaged).toBe(cut > 0 && whole[cut - 1] !== 10 ? 1 : 0);
  }
});

test('a disk that refuses is an outcome, not an exception', async () => {
  await writeFile(join(folder, 'file'), '');
  const beneathAFile = fileJournal(join(folder, 'file', 'journal.log'));
  expect(await beneathAFile.append([{ n: 1 }])).toMatchObject({ ok: false, reason: 'failed' });
  expect(await fileJournal(folder).load()).toMatchObject({ ok: false });
  if (process.platform === 'linux')
    expect(await fileJournal('/dev/full').append([{ n: 1 }])).toMatchObject({ ok: false, reason: 'full' });
});
