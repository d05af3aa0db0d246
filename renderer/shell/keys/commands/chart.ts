import { FIRST_CHART } from '../../../../contract/chart.ts';
import { FLEET_SERIES } from '../../../../contract/metric.ts';
import type { Strings } from '../../../../contract/strings/index.ts';
import { RANGE_TOOLS, TOOL_KEYS } from '../../../panels/chart/plot-keys.ts';
import { choicesOf, joinable } from '../../../panels/chart/plots.ts';
import { HOURS } from '../../../panels/chart/range.ts';
import { lookOf } from '../../../panels/chart/series.ts';
import type { Command, Desk } from '../command.ts';

/** Everything that the chart's own buttons, keys and pointer do, and each series and plot there is now. */
export function chartCommands(desk: Desk): Command[] {
  const ingested = desk.stores.metrics.all.map((m) => m.series).filter((name) => name.startsWith('x/'));
  const { names } = desk.stores.shared.value.chart ?? FIRST_CHART;
  const titleOf = (series: string, strings: Strings): string => lookOf(series, '', strings).title;
  const choices = choicesOf(ingested, desk.strings());
  const own = choices.filter(({ name }) => name !== 'distribution' && name !== 'phases');
  const unitOf = (series: string): string => desk.stores.metrics.byId.get(series)?.unit ?? '';
  const tool = (
    name: string,
    words: Command['words'],
    chords: readonly string[] = [],
    more: Partial<Command> = {},
  ): Command => ({
    id: `chart.${name}`,
    words,
    chords,
    panel: 'chart',
    run: () => desk.ask('chart-tool', 'chart', name),
    own: true,
    ...more,
  });
  return [
    ...[...FLEET_SERIES, ...ingested].map((series): Command => ({
      id: `chart.series.${series}`,
      words: (strings) => strings.t('command.series', { series: titleOf(series, strings) }),
      chords: [],
      panel: 'chart',
      run: () => desk.ask('show-series', 'chart', series),
    })),
    ...(['distribution', 'phases'] as const).map((plot): Command => ({
      id: `chart.series.${plot}`,
      words: (strings) => strings.t('command.series', { series: strings.t(`chart.${plot}`) }),
      chords: [],
      panel: 'chart',
      run: () => desk.ask('show-series', 'chart', plot),
    })),
    tool('pick', ({ t }) => t('chart.tool.pick')),
    ...joinable(own, names, unitOf).map(({ name }) =>
      tool(`add:${name}`, (strings) => strings.t('chart.tool.add', { series: titleOf(name, strings) })),
    ),
    ...names
      .slice(1)
      .map((name) =>
        tool(`remove:${name}`, (strings) =>
          strings.t('chart.tool.remove', { series: titleOf(name, strings) }),
        ),
      ),
    ...RANGE_TOOLS.map((name) =>
      tool(
        name,
        ({ t }) => t(`chart.tool.${name}`),
        Object.keys(TOOL_KEYS).filter((key) => TOOL_KEYS[key] === name && key !== '='),
      ),
    ),
    ...HOURS.map((n) => tool(`hours:${String(n)}`, ({ t }) => t('chart.tool.hours', { n }))),
    tool('next', ({ t }) => t('chart.tool.next'), [']']),
    tool('before', ({ t }) => t('chart.tool.before'), ['[']),
    tool('read', ({ t }) => t('chart.key.read'), ['Shift+ArrowLeft', 'Shift+ArrowRight'], { run: null }),
    tool('behind', ({ t }) => t('chart.key.open'), ['Enter'], { run: null }),
  ];
}
