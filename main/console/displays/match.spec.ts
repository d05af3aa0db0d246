import { expect, test } from 'vitest';
import type { DisplayIdentity } from '../../../contract/layout/types.ts';
import { likeness, matchDisplays } from './match.ts';

const display = (part: Partial<DisplayIdentity> = {}): DisplayIdentity => ({
  id: '1',
  label: 'DELL U2720Q',
  bounds: { x: 0, y: 0, width: 1_920, height: 1_080 },
  scale: 1,
  internal: false,
  ...part,
});
const at = (x: number, part: Partial<DisplayIdentity> = {}): DisplayIdentity =>
  display({ bounds: { x, y: 0, width: 1_920, height: 1_080 }, ...part });

test('no field alone is enough, not even the id', () => {
  const other = display({
    id: '9',
    label: 'LG',
    bounds: { x: 50, y: 70, width: 1_366, height: 768 },
    scale: 1.25,
  });
  const alone: Partial<DisplayIdentity>[] = [
    { id: '1', label: '' },
    { label: 'DELL U2720Q' },
    { label: '', bounds: { ...display().bounds, x: 50, y: 70 } },
    { label: '', scale: 1 },
  ];
  for (const part of alone) expect(matchDisplays([display()], [{ ...other, ...part }])).toEqual([null]);
});

test('ids given anew at a restart: the model and the position tell', () => {
  const saved = [at(0, { id: '1' }), at(1_920, { id: '2' })];
  expect(matchDisplays(saved, [at(1_920, { id: '1' }), at(0, { id: '2' })]), 'put elsewhere').toEqual([0, 1]);
  expect(matchDisplays(saved, [at(1_920, { id: '70' }), at(0, { id: '71' })])).toEqual([1, 0]);
});

test('the best of all ways, not the best pair first; each display is one', () => {
  const saved = [at(0, { id: 'a', label: 'A' }), at(1_920, { id: 'b', label: 'A' })];
  // The only one left could be either: it is the one that it is most like, and the other is away.
  expect(matchDisplays(saved, [at(1_920, { id: 'b', label: 'A' })])).toEqual([null, 0]);
  expect(matchDisplays(saved, [])).toEqual([null, null]);
});

test('another place, resolution or scale: still the same monitor', () => {
  const now = [
    display({ id: '2', label: 'LG' }),
    display({ bounds: { x: -1_280, y: 0, width: 1_280, height: 720 }, scale: 1.5 }),
  ];
  expect(matchDisplays([display()], now)).toEqual([1]);
});

test('a built-in display is never an external one, whatever they share', () => {
  expect(likeness(display(), display({ internal: true }))).toBe(0);
});

test('one monitor that was seen at different times is one', () => {
  const saved = [at(0), at(500), display({ scale: 2 })];
  expect(matchDisplays(saved, [at(0)])).toEqual([0, 0, 0]);
});
