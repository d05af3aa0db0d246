import { describe, expect, it } from 'vitest';
import { createStrings } from '../../../../contract/strings/index.ts';
import { feedMs } from '../../../../contract/time.ts';
import { sampleDetail, sampleProgress, sampleRoute } from '../dev/sample.ts';
import { cardLines, etaError, nextStopLabel } from './card.ts';
import { deviationLine } from './deviation.ts';

const strings = createStrings('en-GB', 'UTC');
const hours = (h: number): ReturnType<typeof feedMs> => feedMs(Math.round(h * 3_600_000));

describe('cardLines', () => {
  it('says the next stop, its ETA with error, and its window', () => {
    const route = sampleRoute({
      nextWindowStart: hours(17.75),
      nextWindowEnd: hours(18),
      nextEta: hours(18.15),
    });
    const progress = [sampleProgress(), sampleProgress({ etaError: 170 }), sampleProgress()];
    expect(cardLines(route, sampleDetail({ progress }), strings)).toEqual({
      nextStop: '2 of 3 \u00b7 1480 Market St',
      eta: '18:09',
      atStop: false,
      etaError: '\u00b1 3',
      window: 'window 17:45\u201318:00',
    });
  });

  it('says so where nothing is left or known', () => {
    expect(cardLines(sampleRoute({ nextStop: null }), null, strings).nextStop).toBe('none left, 3 done');
    expect(cardLines(sampleRoute({ nextEta: null }), null, strings).eta).toBe('\u2013');
  });

  it('says that the van is there in place of a time', () => {
    const progress = [sampleProgress(), sampleProgress({ etaError: 170 }), sampleProgress()];
    const lines = cardLines(sampleRoute({ phase: 'at-stop' }), sampleDetail({ progress }), strings);
    expect(lines).toMatchObject({ eta: 'at stop', atStop: true, etaError: '' });
    expect(nextStopLabel(sampleRoute({ phase: 'at-stop' }), null, strings)).toBe('at stop');
  });

  it('never calls an ETA exact', () => {
    expect(etaError(4)).toBe('\u00b1 1');
    expect(etaError(null)).toBe('');
    expect(nextStopLabel(sampleRoute(), null, strings)).toBe('01:00');
  });
});

describe('deviationLine', () => {
  it('draws late above the line of the plan and predicted from where actual ends', () => {
    const detail = sampleDetail();
    const progress = [
      sampleProgress({ outcome: 'delivered', arrived: feedMs(0) }),
      sampleProgress({ outcome: 'delivered', arrived: feedMs(600_000) }),
      sampleProgress({ eta: feedMs(900_000) }),
    ];
    const line = deviationLine({ ...detail, progress });
    expect(line.now?.[0]).toBe(50);
    expect(line.now?.[1]).toBeLessThan(line.zero);
    expect(line.predicted.startsWith(`M50.0 ${(line.now?.[1] ?? 0).toFixed(1)}L100.0 0.0`)).toBe(true);
  });

  it('draws nothing from nothing', () => {
    const progress = [sampleProgress(), sampleProgress(), sampleProgress()];
    expect(deviationLine(sampleDetail({ progress }))).toMatchObject({ actual: '', predicted: '', now: null });
  });
});
