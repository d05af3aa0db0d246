import { describe, expect, it } from 'vitest';
import type { AuditAction, AuditEntry } from '../../../contract/alarm/audit.ts';
import { FIRST_PREV } from '../../../contract/alarm/audit.ts';
import type { SuppressionEntry } from '../../../contract/alarm/overview.ts';
import { createStrings } from '../../../contract/strings/index.ts';
import { feedMs, wallMs } from '../../../contract/time.ts';
import { fakeAlarms } from '../../dev/alarms.ts';
import { fakeFleet } from '../../dev/fleet.ts';
import { fakeOverview } from '../../dev/overview.ts';
import { happenedSince, MOST_LISTED } from './happened.ts';
import { boardOrder, bringBack, endsWords, ownerWords } from './rows.ts';
import { handoverTable, healthTable, suppressionTable } from './table.ts';

const NOW = Date.UTC(2026, 0, 5, 14);
const strings = createStrings('en-GB', 'UTC');
const overview = fakeOverview(fakeAlarms(fakeFleet(120, 3).routes), 'busy', NOW);
const [shelved, out, byDesign] = overview.suppressed as [
  SuppressionEntry,
  SuppressionEntry,
  SuppressionEntry,
];
const until = (minutes: number): SuppressionEntry => ({
  ...shelved,
  point: `late|${String(minutes)}`,
  suppression: { ...shelved.suppression, until: wallMs(NOW + minutes * 60_000) },
});

describe('the suppression board', () => {
  it('has first what ends first, then what waits for a hand, then what ends by itself', () => {
    const points = boardOrder([byDesign, out, until(40), until(5)]).map(({ point }) => point);
    expect(points).toEqual(['late|5', 'late|40', out.point, byDesign.point]);
  });

  it('says who hid it and when that ends', () => {
    const words = (entry: SuppressionEntry) => [
      ownerWords(entry, overview.rules.rules, strings),
      endsWords(entry, wallMs(NOW), strings),
    ];
    expect(words(until(40))).toEqual(['desk-2', 'in 40 min']);
    expect(words(until(-1))[1]).toBe('now');
    expect(words(out)).toEqual(['lead-1', 'until returned']);
    expect(words(byDesign)).toEqual(['while Breakdown stands', 'with its cause']);
  });

  it('brings back by what it was hidden by, and nothing that is hidden by design', () => {
    expect(bringBack(shelved)).toEqual({ type: 'unshelve', args: { point: shelved.point } });
    expect(bringBack(out)).toEqual({ type: 'returnToService', args: { point: out.point } });
    expect(bringBack(byDesign)).toBeNull();
  });
});

it('a shift is told what happened since it began, the newest, and not what was shown to whom', () => {
  const entry = (seq: number, action: AuditAction): AuditEntry => ({
    seq,
    at: wallMs(NOW + seq),
    feedAt: feedMs(NOW),
    by: 'gateway',
    console: null,
    action,
    alarmId: null,
    point: null,
    details: {},
    prev: FIRST_PREV,
    hash: FIRST_PREV,
  });
  const trail = [entry(4, 'notified'), entry(3, 'raised'), entry(2, 'shelved'), entry(1, 'raised')];
  expect(happenedSince(trail, wallMs(NOW + 1)).map(({ seq }) => seq)).toEqual([3, 2]);
  const many = Array.from({ length: 90 }, (_, n) => entry(90 - n, 'raised'));
  expect(happenedSince(many, null)).toHaveLength(MOST_LISTED);
});

it('every table has a cell for each of its columns', () => {
  const { handover, health, suppressed } = overview;
  if (handover === null || health[0] === undefined) throw new Error('the fake overview has both');
  const tables = [suppressionTable(suppressed), healthTable(health[0]), handoverTable(handover)];
  for (const { header, rows } of tables) {
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row).toHaveLength(header.length);
  }
  expect(handoverTable(handover).rows.filter(([part]) => part === 'standing')).toHaveLength(4);
});
