import { expect, it } from 'vitest';
import type { Entry } from '../../contract/stream.ts';
import { Snapshots } from './snapshots.ts';

const LIMITS = { pageBytes: 1_000, snapshots: 2, snapshotMs: 60_000 };
const state = (
  seq: number,
  size = 50,
): { position: { epoch: string; seq: number }; entries: [string, Entry][] } => ({
  position: { epoch: 'e1', seq },
  entries: Array.from({ length: size }, (_, i) => [`r${String(i)}`, { text: 'x'.repeat(80), seq }]),
});

it('can be read on from where a lost connection stopped, by its own tenant and stream only', () => {
  const snapshots = new Snapshots(LIMITS, () => 0);
  const first = snapshots.first('demo', 'dispatch', state(1));
  const cursor = first.cursor ?? '';
  expect(snapshots.next('other', 'dispatch', cursor)).toBeNull();
  expect(snapshots.next('demo', 'alerts', cursor)).toBeNull();
  const [id] = cursor.split('.');
  for (const bad of [
    `${String(id)}.-1`,
    `${String(id)}.50`,
    `${String(id)}.x`,
    String(id),
    `${String(id)}.1.5`,
  ]) {
    expect(snapshots.next('demo', 'dispatch', bad), bad).toBeNull();
  }
  const once = snapshots.next('demo', 'dispatch', cursor);
  expect(snapshots.next('demo', 'dispatch', cursor)).toEqual(once);
});

it('is shared by consoles that read the same, and goes after its time', () => {
  let now = 0;
  const snapshots = new Snapshots(LIMITS, () => now);
  const same = state(1);
  const a = snapshots.first('demo', 'dispatch', same);
  const b = snapshots.first('demo', 'dispatch', same);
  expect(b.cursor).toBe(a.cursor);
  expect(snapshots.size).toBe(1);
  now = 50_000;
  const next = snapshots.next('demo', 'dispatch', a.cursor ?? '');
  now = 110_000;
  expect(snapshots.next('demo', 'dispatch', next?.cursor ?? '')).not.toBeNull();
  now = 170_001;
  expect(snapshots.next('demo', 'dispatch', next?.cursor ?? '')).toBeNull();
  expect(snapshots.size).toBe(0);
});

it('holds only so many: the longest unused goes', () => {
  let now = 0;
  const snapshots = new Snapshots(LIMITS, () => (now += 1));
  const cursors = [1, 2, 3].map((seq) => snapshots.first('demo', 'dispatch', state(seq)).cursor ?? '');
  expect(snapshots.size).toBe(2);
  expect(cursors.map((cursor) => snapshots.next('demo', 'dispatch', cursor)?.seq)).toEqual([undefined, 2, 3]);
});

it('holds nothing for what fits one page, and gives an oversized entry its own', () => {
  const snapshots = new Snapshots(LIMITS, () => 0);
  expect(snapshots.first('demo', 'dispatch', state(1, 3)).cursor).toBeNull();
  expect(snapshots.size).toBe(0);
  const large = { text: 'x'.repeat(5_000) };
  const page = snapshots.first('demo', 'dispatch', {
    position: { epoch: 'e1', seq: 2 },
    entries: [
      ['a', large],
      ['b', large],
    ],
  });
  expect(page.entries.map(([key]) => key)).toEqual(['a']);
  expect(snapshots.next('demo', 'dispatch', page.cursor ?? '')).toMatchObject({ cursor: null, total: 2 });
});
