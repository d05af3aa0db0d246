import {
  Chart,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
  type ChartConfiguration,
  type Plugin,
} from 'chart.js';
import type { Disposable } from '../../../contract/disposable.ts';
import type { Strings } from '../../../contract/strings/index.ts';
import { excursion, valueRange, type ChartPoint } from './points.ts';
import { valueText, type SeriesLook } from './series.ts';

export interface Picture {
  readonly points: readonly ChartPoint[];
  readonly unit: string;
  readonly look: SeriesLook;
  readonly strings: Strings;
}

type Line = ChartConfiguration<'line', { x: number; y: number | null }[]>;

const TICKS_MS = [1, 2, 5, 10, 15, 20, 30, 60, 120, 180].map((minutes) => minutes * 60_000);

/** A minute-aligned step that gives about one label per 90 px. */
export function timeStep(span: number, width: number): number {
  const wanted = span / Math.max(2, width / 90);
  return TICKS_MS.find((step) => step >= wanted) ?? 360 * 60_000;
}

/** Chart.js on one canvas. Colours are read from the theme's tokens at each `restyle`. */
export class ChartView implements Disposable {
  readonly #canvas: HTMLCanvasElement;
  readonly #chart: Chart<'line', { x: number; y: number | null }[]>;
  #picture: Picture | null = null;

  constructor(canvas: HTMLCanvasElement) {
    Chart.register(LineController, LineElement, PointElement, LinearScale, Filler, Tooltip);
    this.#canvas = canvas;
    this.#chart = new Chart(canvas, this.#configuration());
    this.restyle();
  }

  show(picture: Picture): void {
    this.#picture = picture;
    const { points, look } = picture;
    const of = (pick: (point: ChartPoint) => number | null) =>
      points.map((point) => ({ x: point.at, y: pick(point) }));
    const [value, target, low, high] = this.#chart.data.datasets;
    if (!low || !high || !value || !target) return;
    low.data = of((point) => point.low);
    high.data = of((point) => point.high);
    value.data = of((point) => point.value);
    const first = points[0]?.at ?? 0;
    const last = points.at(-1)?.at ?? 1;
    target.data =
      look.target === null
        ? []
        : [
            { x: first, y: look.target },
            { x: last, y: look.target },
          ];
    const { x, y } = this.#chart.options.scales ?? {};
    if (x) Object.assign(x, { min: first, max: Math.max(last, first + 60_000) });
    if (y) Object.assign(y, valueRange(points, look.target, least(picture.unit)));
    this.#chart.update('none');
  }

  /** After a change of theme or density. */
  restyle(): void {
    const style = getComputedStyle(this.#canvas);
    const token = (name: string): string => style.getPropertyValue(name).trim();
    const [value, target, low, high] = this.#chart.data.datasets;
    if (!low || !high || !value || !target) return;
    Object.assign(high, { backgroundColor: token('--band') });
    Object.assign(value, { borderColor: token('--line-data') });
    Object.assign(target, { borderColor: token('--text-3') });
    const font = { family: token('--font'), size: parseFloat(token('--size-s')) - 1 };
    const { x, y } = this.#chart.options.scales ?? {};
    for (const scale of [x, y]) {
      if (!scale) continue;
      Object.assign(scale, {
        grid: { color: token('--grid'), tickLength: 0 },
        ticks: { ...scale.ticks, color: token('--text-3'), font },
      });
    }
    const tooltip = this.#chart.options.plugins?.tooltip;
    if (tooltip)
      Object.assign(tooltip, {
        backgroundColor: token('--raised'),
        borderColor: token('--control-edge'),
        titleColor: token('--text-2'),
        bodyColor: token('--text'),
        titleFont: { ...font, weight: 400 },
        bodyFont: { ...font, weight: 600 },
      });
    this.#chart.update('none');
  }

  dispose(): void {
    this.#chart.destroy();
  }

  #configuration(): Line {
    const hidden = { pointRadius: 0, pointHitRadius: 0, borderWidth: 0 };
    const text = (value: number, digits: number): string =>
      this.#picture === null ? '' : valueText(value, this.#picture.unit, this.#picture.strings, digits);
    const clock = (at: number): string => this.#picture?.strings.format.clock(at) ?? '';
    return {
      type: 'line',
      data: {
        // Chart.js paints the first last: the line lies over its band.
        datasets: [
          { data: [], pointRadius: 0, pointHitRadius: 12, borderWidth: 1.6, borderJoinStyle: 'round' },
          { data: [], ...hidden, borderWidth: 1, borderDash: [3, 4] },
          { data: [], ...hidden },
          { data: [], ...hidden, fill: '-1' },
        ],
      },
      plugins: [this.#marker()],
      options: {
        animation: false,
        responsive: true,
        maintainAspectRatio: false,
        parsing: false,
        normalized: true,
        spanGaps: false,
        interaction: { mode: 'index', axis: 'x', intersect: false },
        layout: { padding: { top: 8, right: 12, bottom: 2, left: 6 } },
        scales: {
          x: {
            type: 'linear',
            border: { display: false },
            afterBuildTicks: (axis) => {
              const step = timeStep(axis.max - axis.min, axis.width);
              const first = Math.ceil(axis.min / step) * step;
              axis.ticks = [];
              for (let at = first; at <= axis.max; at += step) axis.ticks.push({ value: at });
            },
            ticks: { callback: (value) => clock(Number(value)), maxRotation: 0, padding: 6, autoSkip: false },
          },
          y: {
            type: 'linear',
            border: { display: false },
            ticks: {
              maxTicksLimit: 7,
              padding: 8,
              includeBounds: false,
              callback(value, _index, ticks) {
                const step = Math.abs((ticks[1]?.value ?? 1) - (ticks[0]?.value ?? 0));
                return text(Number(value), step < 1 ? 1 : 0);
              },
            },
          },
        },
        plugins: {
          tooltip: {
            displayColors: false,
            borderWidth: 1,
            cornerRadius: 4,
            padding: 8,
            caretSize: 0,
            filter: (item) => item.datasetIndex === 0,
            callbacks: {
              title: ([item]) => clock(item?.parsed.x ?? 0),
              label: (item) => text(item.parsed.y ?? 0, 1),
            },
          },
        },
      },
    };
  }

  /** The point where the line left its band, in the colour of what needs a human; else a quiet dot at the newest. */
  #marker(): Plugin<'line'> {
    return {
      id: 'marker',
      afterDatasetsDraw: (chart) => {
        const picture = this.#picture;
        const last = picture?.points.at(-1);
        const { x, y } = chart.scales;
        if (picture === null || last === undefined || !x || !y) return;
        const style = getComputedStyle(this.#canvas);
        const out = excursion(picture.points);
        const bad =
          out !== null &&
          (picture.look.bad === 'both' || (out.side === 'below') === (picture.look.bad === 'low'));
        const at = bad ? out.point : last;
        const context = chart.ctx;
        const [px, py] = [x.getPixelForValue(at.at), y.getPixelForValue(at.value)];
        context.save();
        context.fillStyle = style.getPropertyValue(bad ? '--p2' : '--line-data');
        context.beginPath();
        context.arc(px, py, bad ? 5 : 2.5, 0, 2 * Math.PI);
        context.fill();
        if (bad) {
          context.font = `500 ${style.getPropertyValue('--size-s')} ${style.getPropertyValue('--font')}`;
          const words = picture.strings.t(`chart.${out.side}`, { at: picture.strings.format.clock(at.at) });
          const room = px - chart.chartArea.left > context.measureText(words).width + 16;
          context.textAlign = room ? 'right' : 'left';
          context.fillText(words, px + (room ? -12 : 12), py + (out.side === 'below' ? 18 : -10));
        }
        context.restore();
      },
    };
  }
}

/** The least height of the axis, so that a quiet series looks quiet. */
const least = (unit: string): number => ({ '%': 6, s: 240, '/h': 20 })[unit] ?? 4;
