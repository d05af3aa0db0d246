import type { Strings } from '../../../contract/strings/index.ts';
import type { Stay } from './anomaly.ts';
import type { Involved } from './involved.ts';
import { valueText } from './series.ts';

export interface Reasoned {
  readonly title: string;
  readonly reason: string;
}

interface Usual {
  readonly low: number | null;
  readonly high: number | null;
}

/** What is unusual, by how much, and how many routes stand behind it. */
export function reasonOf(
  name: string,
  unit: string,
  { start, end, side }: Stay,
  { low, high }: Usual,
  involved: readonly Involved[] | null,
  strings: Strings,
): Reasoned {
  const { t, format } = strings;
  const text = (value: number): string => valueText(value, unit, strings);
  const span = { from: format.clock(start.at), to: format.clock(end) };
  const value = text(start.value);
  const usual =
    low === null || high === null
      ? t('chart.reason.far', { value, z: format.number(Math.abs(start.z), 1) })
      : t('chart.reason.usual', { value, low: text(low), high: text(high) });
  const began = involved?.filter(({ then }) => then).length ?? 0;
  const behind = involved === null ? [] : [t('chart.reason.routes', { n: involved.length })];
  const since = began === 0 ? [] : [t('chart.reason.since', { n: began })];
  return {
    title: `${name} ${span.from === span.to ? t(`chart.${side}`, { at: span.from }) : t(`chart.${side}.span`, span)}`,
    reason: [usual, ...behind, ...since].join(' · '),
  };
}
