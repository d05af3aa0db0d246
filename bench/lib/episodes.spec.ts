import { expect, it } from 'vitest';
import { compareEpisodes, mark, type Episodes } from './episodes.ts';

const MINUTE = 60_000;
const of = (...list: readonly (readonly [id: string, from: number, to: number])[]): Episodes => {
  const episodes: Episodes = new Map();
  for (const [id, from, to] of list) {
    mark(episodes, id, true, from * MINUTE);
    mark(episodes, id, true, from * MINUTE + 1);
    mark(episodes, id, false, to * MINUTE);
    mark(episodes, id, false, to * MINUTE + 1);
  }
  return episodes;
};

it('gathers moments into episodes', () => {
  expect(of(['a', 1, 2], ['a', 5, 9], ['b', 3, 4])).toEqual(
    new Map([
      ['a', [1, 5].map((from) => ({ from: from * MINUTE, to: (from === 1 ? 2 : 9) * MINUTE }))],
      ['b', [{ from: 3 * MINUTE, to: 4 * MINUTE }]],
    ]),
  );
});

it('finds what was flagged, how late, and what was flagged for nothing', () => {
  const truth = of(['a', 10, 20], ['a', 40, 50], ['b', 10, 20], ['b', 30, 30.5]);
  const flags = of(['a', 12, 20], ['a', 90, 91], ['b', 21, 22], ['c', 10, 20]);
  expect(compareEpisodes(truth, flags, 50)).toEqual({
    episodes: 3,
    found: 2 / 3,
    delay: 120,
    delayP90: 120,
    flags: 4,
    falseFlags: 2,
    vanHours: 50,
  });
});
