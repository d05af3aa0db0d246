import { describe, expect, it } from 'vitest';
import { readRecording } from '../../gateway/ingest/recording/read.ts';
import { measureAdherence, percentile, wrap } from './adherence.ts';
import { AUSTIN_DAYS, austinFiles } from './austin.ts';
import { dataDir } from './data-dir.ts';

const folder = dataDir('austin-capmetro', (line) => process.stderr.write(`${line}\n`));

/** Computed independently of this code. */
const REFERENCE = {
  '2015-03-07': { pings: 22_260, p10: -328, p50: 29, p90: 413, late: '16.4' },
  '2016-12-16': { pings: 16_080, p10: -164, p50: 48, p90: 568, late: '19.6' },
};

describe.skipIf(folder === null)('adherence of the recorded days', () => {
  it.each(AUSTIN_DAYS)('$date is exactly the reference', { timeout: 60_000 }, (day) => {
    const { lateShare, ...figures } = measureAdherence(readRecording(austinFiles(folder ?? '', day)));
    expect({ ...figures, late: (lateShare * 100).toFixed(1) }).toEqual(REFERENCE[day.date]);
  });
});

describe('the arithmetic', () => {
  it('wraps to half a day', () => {
    expect([wrap(86_390), wrap(-86_390), wrap(43_200), wrap(-43_200), wrap(90)]).toEqual([
      -10, 10, -43_200, -43_200, 90,
    ]);
  });

  it('takes percentiles as sorted[floor(p (n - 1))]', () => {
    expect([percentile([1, 2, 3, 4], 0.5), percentile([5], 0.9)]).toEqual([2, 5]);
    expect(percentile([], 0.5)).toBeNaN();
  });
});
