/**
 * Seeded randomness. Everything random in the simulator comes from here, and each part of it forks its own generator by name, so
 * that what one van draws never depends on what another drew before.
 */
export interface Random {
  /** Uniform in [0, 1), 32 bits. */
  next(): number;
  /** Uniform in [low, high). */
  between(low: number, high: number): number;
  /** Uniform whole number in [low, high], both included. */
  whole(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** Normal with mean 0 and deviation 1 (Box-Muller; the pair's second is kept for the next call). */
  normal(): number;
  /** Exponential with the given mean. */
  exponential(mean: number): number;
  /** An independent generator; the same label always gives the same one, whatever was drawn here. */
  fork(label: string): Random;
}

/** FNV-1a over the label, then the finaliser of MurmurHash3: close labels give unrelated seeds. */
function hash(label: string, salt: number): number {
  let h = 0x811c9dc5 ^ salt;
  for (let i = 0; i < label.length; i++) h = Math.imul(h ^ label.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** sfc32 (Chris Doty-Humphrey, PractRand): 128 bits of state, passes BigCrush, no multiplication. */
export function createRandom(seed: number, label = ''): Random {
  const name = `${String(seed)}/${label}`;
  let a = hash(name, 1);
  let b = hash(name, 2);
  let c = hash(name, 3);
  let counter = 1;
  const bits = (): number => {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return t >>> 0;
  };
  for (let i = 0; i < 12; i++) bits();
  const next = (): number => bits() / 4_294_967_296;
  let spare: number | null = null;
  return {
    next,
    between: (low, high) => low + next() * (high - low),
    whole: (low, high) => low + Math.floor(next() * (high - low + 1)),
    chance: (probability) => next() < probability,
    pick: (list) => {
      const value = list[Math.floor(next() * list.length)];
      if (value === undefined) throw new RangeError('cannot pick from an empty list');
      return value;
    },
    normal: () => {
      if (spare !== null) {
        const kept = spare;
        spare = null;
        return kept;
      }
      const radius = Math.sqrt(-2 * Math.log(1 - next()));
      const turn = 2 * Math.PI * next();
      spare = radius * Math.sin(turn);
      return radius * Math.cos(turn);
    },
    exponential: (mean) => -mean * Math.log(1 - next()),
    fork: (child) => createRandom(seed, `${label}/${child}`),
  };
}
