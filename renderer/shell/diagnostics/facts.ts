import type { Diagnostics, StreamPlace } from '../../../contract/diagnostics.ts';
import type { Strings } from '../../../contract/strings/index.ts';
import type { FrameTiming } from './frames.ts';

export interface Line {
  readonly name: string;
  readonly value: string;
}

/** What diagnostics shows, in words. */
export interface Facts {
  readonly link: readonly Line[];
  readonly streams: readonly {
    readonly stream: string;
    readonly epoch: string;
    readonly seq: string;
    readonly state: string;
  }[];
  readonly clock: readonly Line[];
  readonly window: readonly Line[];
  readonly notifications: readonly Line[];
}

export function factsOf(
  told: Diagnostics,
  timing: FrameTiming,
  longTasks: number | null,
  strings: Strings,
): Facts {
  const { t, format } = strings;
  const ms = (value: number | null, digits = 1): string =>
    value === null ? format.number(null) : t('unit.other', { n: format.number(value, digits), unit: 'ms' });
  return {
    link: [
      { name: t('about.gateway'), value: told.gateway ?? t('diagnostics.none') },
      { name: t('diagnostics.phase'), value: t(`link.${told.phase}`) },
      {
        name: t('diagnostics.lastByte'),
        value:
          told.lastByteAt === null
            ? t('link.never')
            : t('link.ago', { age: format.age(told.at - told.lastByteAt) }),
      },
      { name: t('diagnostics.rate'), value: format.number(told.changesPerSecond) },
    ],
    streams: told.streams.map((place) => ({
      stream: place.stream,
      epoch: place.epoch ?? format.number(null),
      seq: format.number(place.seq),
      state: stateOf(place, strings),
    })),
    clock: [
      { name: t('diagnostics.difference'), value: ms(told.clockDifferenceMs, 0) },
      {
        name: t('diagnostics.fleetRate'),
        value: told.rate === null ? format.number(null) : `${format.number(told.rate)}\u00d7`,
      },
      { name: t('diagnostics.desk'), value: told.desk ?? t('setting.deskName.none') },
      { name: t('diagnostics.journal'), value: t(`diagnostics.${told.journal}`) },
      { name: t('diagnostics.token'), value: t(`diagnostics.token.${told.token}`) },
    ],
    window: [
      { name: t('diagnostics.frame'), value: ms(timing.p50) },
      { name: t('diagnostics.frame99'), value: ms(timing.p99) },
      { name: t('diagnostics.frameWorst'), value: ms(timing.worst) },
      { name: t('diagnostics.longTasks'), value: format.number(longTasks) },
      { name: t('diagnostics.windows'), value: format.number(told.windows) },
    ],
    notifications: [
      { name: t('diagnostics.notifications'), value: t(`diagnostics.notifications.${told.notifications}`) },
    ],
  };
}

function stateOf({ wanted, live, remaining }: StreamPlace, { t }: Strings): string {
  if (!wanted) return t('diagnostics.stream.off');
  if (live) return t('diagnostics.stream.live');
  return remaining === null
    ? t('diagnostics.stream.behind')
    : t('diagnostics.stream.remaining', { n: remaining });
}
