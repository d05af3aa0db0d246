import type { Strings } from '../../../contract/strings/index.ts';
import { staysOf } from './anomaly.ts';
import type { Mark } from './draw/marks.ts';
import type { Entry } from './entries.ts';
import type { SeriesFeed } from './history.ts';
import type { Bounds } from './range.ts';
import { lookOf, titled, valueText, type SeriesLook } from './series.ts';

/** From the oldest to the newest of all; a minute at `now` while there is nothing. */
export function boundsOf(
  rings: readonly Pick<SeriesFeed['ring'], 'length' | 'point' | 'newest'>[],
  now: number,
): Bounds {
  const held = rings.filter((ring) => ring.length > 0);
  if (held.length === 0) return { from: now - 60_000, to: now };
  return {
    from: Math.min(...held.map((ring) => ring.point(0)?.at ?? now)),
    to: Math.max(...held.map((ring) => ring.newest()?.at ?? now)),
  };
}

const isBad = (look: SeriesLook, side: 'below' | 'above'): boolean =>
  look.bad === 'both' || (side === 'below') === (look.bad === 'low');

/** What is unusual, with when and which way; and where the newest is, while it is not part of that. */
export function marksOf(feed: SeriesFeed, look: SeriesLook, { t, format }: Strings): Mark[] {
  const marks = staysOf(feed.anomalies).map(({ start, side }): Mark => {
    const words = t(`chart.${side}`, { at: format.clock(start.at) });
    return { at: start.at, value: start.value, side, words, bad: isBad(look, side) };
  });
  const newest = feed.ring.newest();
  if (newest !== undefined && marks.at(-1)?.at !== newest.at)
    marks.push({ at: newest.at, value: newest.value, words: '', side: 'below', bad: false });
  return marks;
}

export function entriesOf(feeds: readonly SeriesFeed[], planned: boolean, strings: Strings): Entry[] {
  const lines = feeds.map(({ series, unit }, index): Entry => {
    const { title } = lookOf(series, unit ?? '', strings);
    const words = titled(title, unit ?? '', strings);
    return { key: series, words, swatch: { kind: 'line', index }, removable: index > 0 };
  });
  const [first] = feeds;
  const target = first === undefined ? null : lookOf(first.series, first.unit ?? '', strings).target;
  const rule = (key: string, words: string, dash: string): Entry => ({
    key,
    words,
    swatch: { kind: 'rule', dash },
    removable: false,
  });
  return [
    ...lines,
    ...(planned ? [rule('plan', strings.t('chart.plan'), '6 4')] : []),
    {
      key: 'band',
      words: strings.t('chart.band'),
      swatch: { kind: 'area', color: '--band' },
      removable: false,
    },
    ...(target === null || first === undefined
      ? []
      : [
          rule(
            'target',
            strings.t('chart.target', { value: valueText(target, first.unit ?? '', strings, 0) }),
            '3 4',
          ),
        ]),
  ];
}
