import { FLEET_SERIES } from '../../../../contract/metric.ts';
import { lookOf } from '../../../panels/chart/series.ts';
import type { Command, Desk } from '../command.ts';

/** One for each series there is now: the fleet's own and what was ingested. */
export function chartCommands(desk: Desk): Command[] {
  const ingested = desk.stores.metrics.all.map((m) => m.series).filter((name) => name.startsWith('x/'));
  return [...FLEET_SERIES, ...ingested].map((series) => ({
    id: `chart.series.${series}`,
    words: (strings) => strings.t('command.series', { series: lookOf(series, '', strings).title }),
    chords: [],
    panel: 'chart',
    run: () => desk.ask('show-series', 'chart', series),
  }));
}
