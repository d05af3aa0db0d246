import { appendFileSync, copyFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { wallMs } from '../../contract/time.ts';
import { openSql, openStreamLog } from './index.ts';
import { streamLogSuite, type OpenLog } from './suite.ts';

const TS = wallMs(1_772_438_400_000);
let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'stream-log-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true, force: true });
});

let files = 0;
streamLogSuite({
  name: 'a file',
  open: (retain) => {
    const file = join(dir, `log-${String((files += 1))}.db`);
    const open = (): Promise<OpenLog> => {
      const log = openStreamLog({ file, retain });
      const close = () => Promise.resolve(log.dispose());
      return Promise.resolve({ log, close, reopen: () => close().then(open) });
    };
    return open();
  },
});
streamLogSuite({
  name: 'memory',
  open: (retain) => {
    const log = openStreamLog({ file: ':memory:', retain });
    return Promise.resolve({ log, reopen: null, close: () => Promise.resolve(log.dispose()) });
  },
});

describe('the epoch', () => {
  const file = () => join(dir, 'state', 'log.db');
  const write = (x: number) => {
    const log = openStreamLog({ file: file() });
    const [delta] = log.commit('demo', { dispatch: [['a', { x }]] }, TS);
    return { log, epoch: log.epoch, to: delta?.to ?? 0 };
  };

  it('goes on after an orderly end, with the log', () => {
    const first = write(1);
    expect(first.log.opening).toBe('new');
    first.log.dispose();
    const again = write(2);
    expect(again.log.opening).toBe('continued');
    expect(again.epoch).toBe(first.epoch);
    expect(again.log.since('demo', 'dispatch', 1, 300)).toEqual({ to: 2, changes: [['a', { x: 2 }]] });
    again.log.dispose();
  });

  it('is another after an end that was not in order: state and numbers stay, the log goes', () => {
    const first = write(1);
    // As a kill leaves it: what was written, and no mark.
    const copy = join(dir, 'killed.db');
    copyFileSync(file(), copy);
    copyFileSync(`${file()}-wal`, `${copy}-wal`);
    const again = openStreamLog({ file: copy });
    expect(again.opening).toBe('unclean');
    expect(again.epoch).not.toBe(first.epoch);
    expect(again.snapshot('demo', 'dispatch').entries).toEqual([['a', { x: 1 }]]);
    expect(again.position('demo', 'dispatch').seq).toBe(1);
    expect(again.since('demo', 'dispatch', 0, 300)).toBeNull();
    again.dispose();
    first.log.dispose();
  });

  it('is another after an older copy was put back, with or without its mark', () => {
    for (const parts of [[''], ['', '.clean']]) {
      const first = write(1);
      first.log.dispose();
      for (const part of parts) copyFileSync(file() + part, join(dir, `backup${part}`));
      const later = write(2);
      later.log.dispose();
      for (const part of parts) copyFileSync(join(dir, `backup${part}`), file() + part);
      const again = openStreamLog({ file: file() });
      expect(again.opening).toBe('restored');
      expect(again.epoch).not.toBe(later.epoch);
      again.dispose();
      rmSync(join(dir, 'state'), { recursive: true });
    }
  });

  it('is another when the file was lost or is no database; what was there is kept aside', () => {
    const first = write(1);
    first.log.dispose();
    rmSync(file());
    const second = write(1);
    expect(second.log.opening).toBe('new');
    second.log.dispose();
    writeFileSync(file(), 'no database'.repeat(1_000));
    const third = write(1);
    expect(third.log.opening).toBe('corrupt');
    third.log.dispose();
    expect(readdirSync(join(dir, 'state'))).toContain('log.db.corrupt-1');
    expect(new Set([first.epoch, second.epoch, third.epoch]).size).toBe(3);
  });

  it('is another when somebody wrote into the closed file', () => {
    const first = write(1);
    first.log.dispose();
    appendFileSync(file(), Buffer.alloc(4_096));
    const again = openStreamLog({ file: file() });
    expect(again.opening).not.toBe('continued');
    again.dispose();
  });
});

it('is held by one gateway at a time', () => {
  const file = join(dir, 'log.db');
  const log = openStreamLog({ file });
  expect(() => openStreamLog({ file })).toThrow('held by another gateway');
  log.commit('demo', { dispatch: [['a', { x: 1 }]] }, TS);
  log.dispose();
  const again = openStreamLog({ file });
  expect(again.opening).toBe('continued');
  again.dispose();
});

it('trims by bytes too, counts it, and always keeps the newest tick', () => {
  const log = openStreamLog({ file: ':memory:', retain: { bytes: 500 } });
  for (let x = 0; x < 20; x += 1)
    log.commit('demo', { dispatch: [['a', { text: `${String(x)}${'é'.repeat(40)}` }]] }, TS);
  expect(log.stats().bytes).toBeLessThanOrEqual(500);
  expect(log.stats().trimmed + log.stats().deltas).toBe(20);
  log.commit('demo', { dispatch: [['a', { text: 'x'.repeat(2_000) }]] }, TS);
  expect(log.stats().deltas).toBe(1);
  log.dispose();
});

it('shares its transactions with other tables', () => {
  const log = openStreamLog({ file: ':memory:' });
  log.sql.exec('CREATE TABLE history (id TEXT PRIMARY KEY)');
  const put = log.sql.prepare('INSERT INTO history VALUES (?)');
  const all = log.sql.prepare<{ id: string }>('SELECT id FROM history');
  log.commit('demo', { alerts: [['a1', { active: true }]] }, TS, () => void put.run('a1'));
  expect(() =>
    log.commit('demo', { alerts: [['a2', { active: true }]] }, TS, () => void put.run('a1')),
  ).toThrow();
  expect(all.all().map(({ id }) => id)).toEqual(['a1']);
  expect(log.snapshot('demo', 'alerts').entries.map(([key]) => key)).toEqual(['a1']);
  log.dispose();
});

it('forgets what an enclosing transaction took back, and says so by another epoch', () => {
  const sql = openSql(':memory:');
  const log = openStreamLog({ file: ':memory:', db: sql });
  log.commit('demo', { dispatch: [['a', { x: 1 }]] }, TS);
  const { epoch } = log;
  expect(() =>
    sql.transaction(() => {
      log.commit('demo', { dispatch: [['a', { x: 2 }]] }, TS);
      throw new Error('the rest failed');
    }),
  ).toThrow('the rest failed');
  expect(log.epoch).not.toBe(epoch);
  expect(log.snapshot('demo', 'dispatch').entries).toEqual([['a', { x: 1 }]]);
  expect(log.commit('demo', { dispatch: [['a', { x: 5 }]] }, TS)[0]).toMatchObject({
    epoch: log.epoch,
    from: 2,
  });
  log.dispose();
  sql.dispose();
});

it('leaves nothing of a stream whose first commit failed inside an enclosing transaction', () => {
  const sql = openSql(':memory:');
  const log = openStreamLog({ file: ':memory:', db: sql });
  const fails = () => {
    throw new Error('history is full');
  };
  expect(() => sql.transaction(() => log.commit('demo', { alerts: [['n', { x: 1 }]] }, TS, fails))).toThrow();
  log.commit('demo', { dispatch: [['a', { x: 1 }]] }, TS);
  log.commit('demo', { alerts: [['n', { x: 2 }]] }, TS);
  expect(log.since('demo', 'alerts', 0, 300)).toEqual({ to: 1, changes: [['n', { x: 2 }]] });
  expect(log.since('demo', 'dispatch', 0, 300)).toEqual({ to: 1, changes: [['a', { x: 1 }]] });
  log.dispose();
  sql.dispose();
});

it('refuses bounds that keep nothing', () => {
  expect(() => openStreamLog({ file: ':memory:', retain: { deltas: 0 } })).toThrow(
    'retain.deltas must be >= 1',
  );
});
