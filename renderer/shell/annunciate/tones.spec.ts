import { describe, expect, it } from 'vitest';
import { SOUND_NAMES } from '../../../contract/annunciation.ts';
import { burstMs, HARMONICS, TONES } from './tones.ts';

const alarms = SOUND_NAMES.filter((name) => name !== 'test');
/** Rhythm without pitch: pulses, and the gaps between their starts. */
const rhythm = (name: (typeof SOUND_NAMES)[number]): string =>
  TONES[name].pulses.map(({ at }, i, all) => (at - (all[i - 1]?.at ?? at)).toFixed(2)).join(' ');

describe('the sounds', () => {
  it('have each a rhythm and a pitch of their own', () => {
    expect(new Set(SOUND_NAMES.map(rhythm)).size).toBe(SOUND_NAMES.length);
    const highest = ['p1', 'p2', 'p3'] as const;
    const [p1 = 0, p2 = 0, p3 = 0] = highest.map((name) =>
      Math.max(...TONES[name].pulses.map(({ hz }) => hz)),
    );
    expect(p1).toBeGreaterThan(p2 * 1.2);
    expect(p2).toBeGreaterThan(p3 * 1.2);
  });

  it('come again the sooner the more urgent, and leave a gap to speak in', () => {
    const every = (['siren', 'p1', 'p2', 'p3'] as const).map((name) => TONES[name].every ?? 0);
    expect(every).toEqual([...every].sort((a, b) => a - b));
    for (const name of alarms) expect(TONES[name].every ?? 0).toBeGreaterThan(burstMs(TONES[name]) + 300);
    expect(TONES.test.every).toBeNull();
  });

  it('stay in the standard\u2019s bounds: pulse lengths, fundamentals, harmonics within 15 dB', () => {
    for (const { pulses } of [TONES.p1, TONES.p2, TONES.p3])
      for (const { seconds, hz } of pulses) {
        expect(seconds).toBeGreaterThanOrEqual(0.075);
        expect(seconds).toBeLessThanOrEqual(0.25);
        expect(hz).toBeGreaterThanOrEqual(150);
        expect(hz).toBeLessThanOrEqual(1_000);
      }
    const [, ...parts] = HARMONICS;
    expect(parts.length).toBeGreaterThanOrEqual(5);
    expect(20 * Math.log10(Math.max(...parts) / Math.min(...parts))).toBeLessThanOrEqual(15);
  });

  it('never overlap: one pulse is over when the next begins', () => {
    for (const { pulses } of Object.values(TONES))
      pulses.slice(1).forEach(({ at }, i) => {
        const before = pulses[i];
        expect(at).toBeGreaterThan((before?.at ?? 0) + (before?.seconds ?? 0));
      });
  });
});
