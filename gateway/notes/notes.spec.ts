import { expect, it } from 'vitest';
import { MAX_NOTES } from '../../contract/note.ts';
import { feedMs, wallMs } from '../../contract/time.ts';
import { openSql } from '../streams/index.ts';
import { openNotes, type NewNote } from './notes.ts';

const START = Date.UTC(2026, 2, 2, 8);
const DAY = 86_400_000;
const route = { tenant: 'demo', routeId: 'r1', start: feedMs(START) };
const note = (text: string, more: Partial<NewNote> = {}): NewNote => ({
  ...route,
  text,
  by: 'desk-2',
  at: feedMs(START + 60_000),
  wall: wallMs(START + 60_000),
  ...more,
});

it('keeps each writing as a version, the newest first', () => {
  const notes = openNotes(openSql(':memory:'));
  expect(notes.of(route)).toEqual([]);
  expect(notes.set(note('gate 4', { ifVersion: 0 }))).toMatchObject({ ok: true, value: { version: 1 } });
  expect(notes.set(note('gate 5', { ifVersion: 1, by: 'desk-3' }))).toMatchObject({ ok: true });
  expect(notes.of(route).map(({ version, text, by }) => [version, text, by])).toEqual([
    [2, 'gate 5', 'desk-3'],
    [1, 'gate 4', 'desk-2'],
  ]);
});

it('refuses to write over what the writer has not seen', () => {
  const notes = openNotes(openSql(':memory:'));
  notes.set(note('first'));
  expect(notes.set(note('blind', { ifVersion: 0 }))).toMatchObject({
    ok: false,
    error: { code: 'conflict', field: 'ifVersion' },
  });
  expect(notes.of(route)).toHaveLength(1);
});

it('belongs to the day of its plan, also where that is planned anew, and to its tenant', () => {
  const notes = openNotes(openSql(':memory:'));
  notes.set(note('today'));
  expect(notes.of({ ...route, start: feedMs(START + 3_600_000) })).toHaveLength(1);
  expect(notes.of({ ...route, start: feedMs(START + DAY) })).toEqual([]);
  expect(notes.of({ ...route, tenant: 'other' })).toEqual([]);
});

it('shows at most so many versions and forgets the old ones', () => {
  const notes = openNotes(openSql(':memory:'));
  for (let i = 0; i < MAX_NOTES + 5; i += 1) notes.set(note(`n${String(i)}`, { wall: wallMs(START + i) }));
  expect(notes.of(route)).toHaveLength(MAX_NOTES);
  expect(notes.of(route)[0]).toMatchObject({ version: MAX_NOTES + 5, text: `n${String(MAX_NOTES + 4)}` });
  expect(notes.prune(wallMs(START + MAX_NOTES + 4))).toBe(MAX_NOTES + 4);
  expect(notes.of(route)).toHaveLength(1);
});
