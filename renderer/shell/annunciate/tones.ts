import type { SoundName } from '../../../contract/annunciation.ts';

/** One pulse: `at` and `seconds` in seconds from the burst's start, `hz` its fundamental. */
export interface Pulse {
  readonly at: number;
  readonly seconds: number;
  readonly hz: number;
}

export interface Tone {
  readonly pulses: readonly Pulse[];
  /** From the start of a burst to the start of the next, ms; null: once. */
  readonly every: number | null;
}

const row = (hz: readonly number[], starts: readonly number[], seconds: number): Pulse[] =>
  hz.map((pitch, i) => ({ at: starts[i] ?? 0, seconds, hz: pitch }));

/** Five pulses, a breath, the same five. */
const FIVE = [0, 0.25, 0.5, 0.9, 1.15];
const TEN = [...FIVE, ...FIVE.map((at) => at + 2)];

/**
 * Told apart by rhythm and pitch before loudness, so that they are known at any volume and by ears that hear little of the high ones.
 * Modelled on the bursts of IEC 60601-1-8 (high: ten pulses in twice 3 + 2; medium: three; low: two; pulses of 75 to 250 ms; the
 * more urgent the sooner again) with fundamentals of 150 to 1,000 Hz and harmonics above them; the siren alternates between two pitches
 * within the 0.5 to 4 Hz and 500 to 2,500 Hz of ISO 7731. The test tone rises, which none of the alarms does.
 */
export const TONES: Readonly<Record<SoundName, Tone>> = {
  p1: { pulses: row([784, 784, 784, 988, 988, 784, 784, 784, 988, 988], TEN, 0.15), every: 8_000 },
  p2: { pulses: row([587, 587, 587], [0, 0.42, 0.84], 0.22), every: 20_000 },
  p3: { pulses: row([392, 330], [0, 0.5], 0.25), every: 60_000 },
  siren: { pulses: row([988, 659, 988, 659], [0, 0.5, 1, 1.5], 0.45), every: 2_400 },
  test: { pulses: row([440, 554, 659], [0, 0.35, 0.7], 0.25), every: null },
};

/** Length of one burst, ms. */
export const burstMs = ({ pulses }: Tone): number =>
  Math.max(...pulses.map(({ at, seconds }) => at + seconds)) * 1_000;

/** Relative amplitude of the fundamental and its harmonics: IEC 60601-1-8 wants four of them or more, within 15 dB. */
export const HARMONICS: readonly number[] = [0, 1, 0.6, 0.45, 0.35, 0.25];
