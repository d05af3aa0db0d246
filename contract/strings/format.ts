import type { UserSettings } from '../settings.ts';
import type { Strings } from './index.ts';

/** Minus as the typographer draws it, as wide as a plus. */
const MINUS = '\u2212';

export interface Format {
  /** Seconds against plan as signed whole minutes, late is plus: `+12 min`; null is "unknown". Halves round away from zero. */
  adherence(seconds: number | null): string;
  /** Milliseconds >= 0 as `8 s`, `6 min`, `2 h 5 min`, `3 days`: never rounded up. Negative ages (skewed clocks) are `0 s`. */
  age(ms: number): string;
  /** Metres >= 0 as `240 m` or `1.4 km`. */
  distance(metres: number): string;
  /** Epoch milliseconds as `14:05` in the fleet's zone, `02:05 pm` where the clock has twelve hours. */
  clock(ms: number): string;
  /** The same with seconds: `14:05:09`. */
  clockSeconds(ms: number): string;
  /** The day in the fleet's zone, `16 Dec 2016`. */
  date(ms: number): string;
  /** With `digits` decimals, always; `null` is an en dash. */
  number(value: number | null, digits?: number): string;
  /** 0..1 as a whole percentage: `94 %`. */
  share(value: number | null): string;
}

/** Formats hold their Intl objects: make one for each locale and zone, not one for each value. */
export function createFormat(
  t: Strings['t'],
  locale: string,
  timeZone: string | null,
  hours: UserSettings['clock'] = 'h24',
): Format {
  const cycle = hours === 'system' ? {} : ({ hourCycle: hours === 'h24' ? 'h23' : 'h12' } as const);
  const zone = timeZone === null ? {} : { timeZone };
  const clock = new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    ...cycle,
    ...zone,
  });
  const seconds = new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    ...cycle,
    ...zone,
  });
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', ...zone });
  const plain = [0, 1, 2, 3].map(
    (digits) =>
      new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }),
  );
  const number = (value: number | null, digits = 0): string =>
    value === null
      ? '\u2013'
      : (plain[Math.min(3, digits)] as Intl.NumberFormat).format(value).replace('-', MINUS);

  return {
    adherence(value) {
      if (value === null) return t('adherence.unknown');
      const minutes = Math.round(Math.abs(value) / 60);
      if (minutes === 0) return t('adherence.onTime');
      return `${value < 0 ? MINUS : '+'}${t('unit.minutes', { n: number(minutes) })}`;
    },
    age(ms) {
      const s = Math.max(0, Math.floor(ms / 1_000));
      if (s < 60) return t('age.seconds', { n: s });
      if (s < 3_600) return t('age.minutes', { n: Math.floor(s / 60) });
      if (s < 86_400) return t('age.hours', { h: Math.floor(s / 3_600), m: Math.floor((s % 3_600) / 60) });
      return t('age.days', { n: Math.floor(s / 86_400) });
    },
    distance: (metres) =>
      metres < 1_000
        ? t('unit.metres', { n: number(Math.round(metres)) })
        : t('unit.kilometres', { n: number(metres / 1_000, 1) }),
    clock: (ms) => clock.format(ms),
    clockSeconds: (ms) => seconds.format(ms),
    date: (ms) => day.format(ms),
    number,
    share: (value) =>
      value === null ? number(null) : t('unit.percent', { n: number(Math.round(value * 100)) }),
  };
}
