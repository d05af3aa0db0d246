import { describe, expect, it } from 'vitest';
import type { AlarmHealth } from '../../../contract/alarm/health.ts';
import { createStrings } from '../../../contract/strings/index.ts';
import { wallMs } from '../../../contract/time.ts';
import { allFigures, mainFigures, windowWords } from './figures.ts';

const HOUR = 3_600_000;
const strings = createStrings('en-GB', 'UTC');
const health = (more: Partial<AlarmHealth> = {}): AlarmHealth => ({
  from: wallMs(0),
  to: wallMs(8 * HOUR),
  position: null,
  alarms: 62,
  per10Min: { average: 1.29, peak: 9, peakAt: wallMs(HOUR) },
  floods: 0,
  floodShare: 0.004,
  chattering: [],
  standing: 2,
  top: [],
  topShare: 0.4,
  priorities: { 1: 3, 2: 9, 3: 50 },
  toAcknowledge: { count: 60, medianMs: 48_000, p95Ms: 300_000, waiting: 2 },
  ...more,
});
const bad = (of: AlarmHealth): string[] =>
  allFigures(of, strings)
    .filter((figure) => figure.bad)
    .map(({ id }) => id);

describe('alarm health', () => {
  it('says each figure with its target', () => {
    expect(
      mainFigures(health(), strings).map(({ value, name, target }) => `${value} ${name}, ${target}`),
    ).toEqual([
      '1.3 per 10\u00a0min, target 1',
      '0.4 % in flood, max 1 %',
      '0 chattering, max 0',
      '2 standing >\u00a024\u00a0h, max 5',
    ]);
  });

  it('calls nobody while it is as it should be', () => {
    expect(bad(health())).toEqual([]);
  });

  it('calls for each figure that is beyond what is acceptable', () => {
    const source = { point: 'late|4', rule: 'late', ruleId: 'late', count: 4 } as const;
    const ill = health({
      alarms: 400,
      per10Min: { average: 8.3, peak: 44, peakAt: wallMs(1) },
      floodShare: 0.2,
      floods: 3,
      chattering: [source],
      standing: 6,
      priorities: { 1: 80, 2: 130, 3: 190 },
    });
    expect(bad(ill)).toEqual([
      'per10',
      'flood',
      'chattering',
      'standing',
      'peak',
      'top',
      'priority-1',
      'priority-2',
    ]);
  });

  it('reads nothing out of a few alarms', () => {
    expect(bad(health({ alarms: 3, priorities: { 1: 3, 2: 0, 3: 0 }, topShare: 1 }))).toEqual([]);
    const none = health({ alarms: 0, toAcknowledge: { count: 0, medianMs: null, p95Ms: null, waiting: 0 } });
    expect(allFigures(none, strings).find(({ id }) => id === 'median')?.value).toBe('\u2013');
  });

  it('says its window', () => {
    expect(windowWords(health(), strings)).toBe('last 8 h \u00b7 ISA-18.2');
    expect(windowWords({ from: wallMs(0), to: wallMs(7 * 24 * HOUR) }, strings)).toBe(
      'last 7 d \u00b7 ISA-18.2',
    );
  });
});
