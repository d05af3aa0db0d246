import { untrack } from 'svelte';
import type { ChartView } from '../../../contract/chart.ts';
import type { Disposable } from '../../../contract/disposable.ts';
import type { Strings } from '../../../contract/strings/index.ts';
import { feedMs } from '../../../contract/time.ts';
import type { Stores } from '../../stores/index.ts';
import type { Table } from '../../ui/saving/csv.ts';
import type { Call } from '../types.ts';
import { staysOf, type Stay } from './anomaly.ts';
import type { LinesPicture } from './draw/line-view.ts';
import { fillOf } from './draw/style.ts';
import { areaEntry, type Entry } from './entries.ts';
import { Feeds } from './feeds.ts';
import type { SeriesFeed } from './history.ts';
import { boundsOf, entriesOf, marksOf } from './lines.ts';
import { PhaseHistory, PHASES } from './phases.ts';
import { plannedDots } from './plan.ts';
import { DISTRIBUTION, PHASE_AREAS, STOPS } from './plots.ts';
import type { SeriesRing } from './ring/series-ring.ts';
import { spanOf, type Bounds, type Span } from './range.ts';
import { lookOf, valueText, type SeriesLook } from './series.ts';
import { seriesTable } from './table.ts';

export interface LinesParts {
  readonly stores: Stores;
  readonly call: Call;
  readonly strings: () => Strings;
  readonly view: () => ChartView;
}

/** What has time along its width: series with their past, or the phases as areas. All getters are reactive. */
export interface LinesModel extends Disposable {
  readonly areas: boolean;
  readonly look: SeriesLook;
  /** UCUM, of the first series. */
  readonly unit: string;
  readonly failure: string | null;
  /** There is a line to be drawn. */
  readonly held: boolean;
  readonly bounds: Bounds;
  readonly window: Span;
  readonly picture: LinesPicture;
  readonly entries: readonly Entry[];
  readonly stays: readonly Stay[];
  /** What the first series was usually at that time; nulls where that is not known. */
  usualAt(at: number): { readonly low: number | null; readonly high: number | null };
  values(at: number): readonly { readonly key: string; readonly words: string; readonly value: string }[];
  /** Every point of the window. */
  table(): Table;
}

/** Asked for up to a minute ahead: the one that is under way. */
const AHEAD_MS = 60_000;

/** Call it while a component is made: it holds effects of that. */
export function createLines({ stores, call, strings, view }: LinesParts): LinesModel {
  const feeds = new Feeds((series, from, to) =>
    call('history', { series, from: feedMs(from), to: feedMs(to) }),
  );
  const phases = new PhaseHistory(stores.capacity);
  let shown = $state.raw<readonly SeriesFeed[]>([]);

  const names = $derived(view().names);
  const plot = $derived(names[0] ?? '');
  const areas = $derived(plot === PHASE_AREAS);
  const live = $derived(stores.link.value.phase === 'live');
  const wanted = $derived(areas || plot === DISTRIBUTION ? [] : names);
  const until = (): number => stores.clock.feedAt() + AHEAD_MS;

  $effect(() => {
    // Again at each return of the link: what came meanwhile is missing here.
    if (live) untrack(() => feeds.reload(until()));
  });
  $effect(() => {
    const series = wanted;
    if (live) untrack(() => (shown = feeds.want(series, until())));
  });
  $effect(() => {
    const metrics = shown.flatMap(({ series }) => stores.metrics.byId.get(series) ?? []);
    untrack(() => metrics.forEach((metric) => feeds.append(metric)));
  });

  const first = $derived(shown[0]);
  const unit = $derived(first?.unit ?? stores.metrics.byId.get(plot)?.unit ?? '');
  const look = $derived(lookOf(plot, unit, strings()));
  const rings = $derived.by((): readonly SeriesRing[] => {
    void phases.version;
    for (const feed of shown) void feed.version;
    return areas ? PHASES.map((phase) => phases.rings[phase]) : shown.map((feed) => feed.ring);
  });
  const bounds = $derived(boundsOf(rings, stores.clock.feedNow));
  const window = $derived(spanOf(view().range, bounds));
  const stays = $derived(first === undefined || areas ? [] : staysOf(first.anomalies));

  const minute = $derived(Math.floor(stores.clock.feedNow / 60_000));
  const plan = $derived.by(() => {
    void minute;
    if (plot !== STOPS || !stores.routes.ready) return null;
    const { from, to } = window;
    return untrack(() => plannedDots(stores.routes.all, from, to));
  });
  const picture = $derived.by((): LinesPicture => {
    const said = strings();
    const clock = (at: number): string => said.format.clock(at);
    const text = (value: number, of: string, digits: number): string => valueText(value, of, said, digits);
    const common = { ...window, clock, text, stacked: areas };
    const marks = first === undefined || areas ? [] : marksOf(first, look, said);
    const lines = rings.map((ring, index) => ({
      ring,
      unit: shown[index]?.unit ?? '',
      target: index === 0 && !areas ? look.target : null,
      banded: index === 0 && !areas,
    }));
    return { ...common, lines, plan, marks };
  });
  const entries = $derived.by((): readonly Entry[] => {
    const said = strings();
    if (areas)
      return PHASES.map((phase, index) => areaEntry(phase, said.t(`capacity.${phase}`), fillOf(index)));
    return entriesOf(shown, plan !== null, said);
  });

  return {
    get areas() {
      return areas;
    },
    get look() {
      return look;
    },
    get unit() {
      return unit;
    },
    get failure() {
      return shown.find((feed) => feed.failure !== null)?.failure ?? null;
    },
    get held() {
      return rings.some((ring) => ring.length > 1);
    },
    get bounds() {
      return bounds;
    },
    get window() {
      return window;
    },
    get picture() {
      return picture;
    },
    get entries() {
      return entries;
    },
    get stays() {
      return stays;
    },
    usualAt(at) {
      const point = first?.ring.nearest(at);
      return { low: point?.low ?? null, high: point?.high ?? null };
    },
    values: (at) =>
      entries.flatMap(({ key, words, swatch }, index) => {
        const point = rings[index]?.nearest(at);
        if (point === undefined || (!areas && swatch.kind !== 'line')) return [];
        return [{ key, words, value: valueText(point.value, shown[index]?.unit ?? '', strings()) }];
      }),
    table() {
      const tabled = rings.map((ring, index) => ({
        name: areas ? (PHASES[index] ?? '') : (shown[index]?.series ?? '').replace(/^x\//, ''),
        unit: shown[index]?.unit ?? '',
        ring,
        banded: !areas,
      }));
      return seriesTable(tabled, window.from, window.to + 1);
    },
    dispose() {
      feeds.dispose();
      phases.dispose();
    },
  };
}
