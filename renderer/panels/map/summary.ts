import type { Mark } from '../../../contract/fleet.ts';
import type { Strings } from '../../../contract/strings/index.ts';

export type MarkCounts = Readonly<Record<Mark, number>>;

export const NO_COUNTS: MarkCounts = {
  planned: 0,
  'on-time': 0,
  'at-stop': 0,
  late: 0,
  exception: 0,
  silent: 0,
  'off-route': 0,
  completed: 0,
};

const total = (counts: MarkCounts): number => Object.values(counts).reduce((sum, n) => sum + n, 0);

/** Beside the panel's name: `228 vans · 2 silent`. */
export function headCount(counts: MarkCounts, { t }: Strings): string {
  const vans = t('map.vans', { n: total(counts) });
  return counts.silent === 0 ? vans : `${vans} \u00b7 ${t('map.silent', { n: counts.silent })}`;
}

/** For who does not see the map: `120 vans, 14 late, 3 exceptions`. */
export function spokenSummary(counts: MarkCounts, { t }: Strings): string {
  return [
    t('map.vans', { n: total(counts) }),
    t('map.late', { n: counts.late }),
    t('map.exceptions', { n: counts.exception }),
    t('map.silent', { n: counts.silent }),
  ].join(', ');
}
