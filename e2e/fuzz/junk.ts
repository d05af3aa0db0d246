import { createRandom, type Random } from '../../gateway/simulator/random.ts';

/** Seeded nonsense: the same seed gives the same packets on any computer. */
export interface Dice extends Pick<Random, 'next' | 'pick'> {
  /** A whole number, 0 <= n < below. */
  int(below: number): number;
}

export function dice(seed: number): Dice {
  const { next, pick, whole } = createRandom(seed, 'fuzz');
  return { next, pick, int: (below) => whole(0, below - 1) };
}

/** Values that have hurt programs before; JSON can carry each of them. */
const SHARP: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  -1e-308,
  2 ** 53,
  '',
  ' ',
  '__proto__',
  'constructor',
  '\u0000',
  '\ud800',
  '\u202e',
  '../../etc/passwd',
  "'; DROP TABLE log; --",
  '${7*7}',
  'NaN',
  [],
  {},
  [[]],
  [null],
];

/** A value of any JSON shape, at most `depth` deep. */
export function junk(d: Dice, depth = 4): unknown {
  const kind = d.int(depth > 0 ? 6 : 4);
  if (kind === 0) return d.pick(SHARP);
  if (kind === 1) return (d.next() - 0.5) * 10 ** d.int(20);
  if (kind === 2) return text(d, d.int(40));
  if (kind === 3) return d.int(2) === 0;
  if (kind === 4) return Array.from({ length: d.int(5) }, () => junk(d, depth - 1));
  const keys = ['id', 'stream', 'epoch', 'seq', 'type', 'args', '__proto__', 'constructor', 'toString', 'at'];
  return Object.fromEntries(
    Array.from({ length: d.int(5) }, () => [
      d.int(3) > 0 ? d.pick(keys) : text(d, d.int(12)),
      junk(d, depth - 1),
    ]),
  );
}

/** Any characters, lone surrogates and control characters among them. */
export const text = (d: Dice, length: number): string =>
  String.fromCharCode(...Array.from({ length }, () => d.int(d.int(4) === 0 ? 65_536 : 128)));

/** A good value with one thing in it gone wrong: more of it passes the first checks than of pure nonsense. */
export function mutated(d: Dice, good: unknown): unknown {
  if (typeof good !== 'object' || good === null) return junk(d, 2);
  const entries = Object.entries(good);
  if (Array.isArray(good)) return [...(good as unknown[]), junk(d, 2)];
  const at = d.int(entries.length + 1);
  if (at === entries.length) return junk(d, 2);
  const [key, value] = entries[at] ?? ['', null];
  const how = d.int(3);
  if (how === 0) return Object.fromEntries(entries.filter(([other]) => other !== key));
  if (how === 1) return { ...good, [key]: junk(d, 2) };
  return { ...good, [key]: mutated(d, value) };
}

/** JSON with a few bytes changed, dropped or cut off: mostly no JSON any more. */
export function torn(d: Dice, json: string): string {
  const at = d.int(json.length + 1);
  const how = d.int(4);
  if (how === 0) return json.slice(0, at);
  if (how === 1) return json.slice(0, at) + text(d, 1 + d.int(3)) + json.slice(at);
  if (how === 2) return json.slice(0, at) + json.slice(at + 1);
  return json + json.slice(at);
}
