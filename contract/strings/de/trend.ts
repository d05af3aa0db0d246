import type { trendEn } from '../en/trend.ts';
import type { Words } from '../words.ts';

/** The words of the trend of a series; `de.ts` takes them in. */
export const trendDe: Words<typeof trendEn> = {
  'chart.series': 'Reihe',
  'chart.on-time-share': 'Pünktlich',
  'chart.on-time-share.what': 'Anteil der Touren, je Minute',
  'chart.late-routes': 'Verspätete Touren',
  'chart.late-routes.what': 'Anzahl, je Minute',
  'chart.stops-per-hour': 'Stopps',
  'chart.stops-per-hour.what': 'erledigt je Stunde',
  'chart.median-adherence': 'Abweichung',
  'chart.median-adherence.what': 'Median der Flotte',
  'chart.active-vans': 'Wagen',
  'chart.active-vans.what': 'unterwegs oder am Stopp',
  'chart.count': 'Anzahl',
  'chart.below': '{at}  unter üblich',
  'chart.above': '{at}  über üblich',
  'chart.spoken': '{title}, {what}: jetzt {now}. Das Band ist der übliche Bereich.',
  'chart.spoken.usual': '{title}, {what}: jetzt {now}, {usual}. Das Band ist der übliche Bereich.',
  'chart.empty.title': 'Die erste Minute ist noch nicht um',
  'chart.empty.hint': 'Die Linie beginnt mit der zweiten.',
  'chart.failed': 'Diese Reihe war nicht zu lesen',
  'chart.failed.todo': 'Mit der nächsten Minute wird neu gefragt; bis dahin eine andere wählen.',
};
