import {
  Chart,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  type ChartConfiguration,
  type ChartDataset,
} from 'chart.js';
import type { CanvasView } from '../canvas.ts';
import { united, valueRange, type Limits } from '../points.ts';
import type { Dot, SeriesRing } from '../ring/series-ring.ts';
import { dress, leastHeight, timeAxis, valueAxis } from './axes.ts';
import { drawMarks, type Mark } from './marks.ts';
import { fillOf, strokeOf, styleOf } from './style.ts';

export interface DrawnLine {
  readonly ring: SeriesRing;
  readonly unit: string;
  readonly target: number | null;
  readonly banded: boolean;
}

export interface LinesPicture {
  /** Of at most two units. */
  readonly lines: readonly DrawnLine[];
  /** On the first line's axis, or null. */
  readonly plan: readonly Dot[] | null;
  readonly from: number;
  readonly to: number;
  readonly marks: readonly Mark[];
  /** Areas on each other instead of lines. */
  readonly stacked: boolean;
  readonly clock: (at: number) => string;
  readonly text: (value: number, unit: string, digits: number) => string;
}

/** The rectangle inside the axes, px of the canvas. */
export interface Area {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

type Lines = ChartConfiguration<'line', Dot[]>;
type Line = ChartDataset<'line', Dot[]>;

const HIDDEN = { pointRadius: 0, pointHitRadius: 0, borderWidth: 0 } as const;

/** Chart.js on one canvas, given no more dots than the canvas has pixels for. Colours are the theme's at each `restyle`. */
export class LineView implements CanvasView {
  readonly #canvas: HTMLCanvasElement;
  readonly #laidOut: (area: Area) => void;
  readonly #chart: Chart<'line', Dot[]>;
  #picture: LinesPicture | null = null;

  constructor(canvas: HTMLCanvasElement, laidOut: (area: Area) => void) {
    Chart.register(LineController, LineElement, PointElement, LinearScale, Filler);
    this.#canvas = canvas;
    this.#laidOut = laidOut;
    this.#chart = new Chart(canvas, this.#configuration());
    this.restyle();
  }

  show(picture: LinesPicture): void {
    this.#picture = picture;
    this.#draw();
  }

  restyle(): void {
    this.#chart.resize();
    dress(this.#chart.options.scales ?? {}, styleOf(this.#canvas));
    this.#draw();
  }

  dispose(): void {
    this.#chart.destroy();
  }

  #draw(): void {
    const picture = this.#picture;
    if (picture === null) return;
    const pixels = Math.max(1, Math.round(this.#chart.chartArea?.width ?? this.#canvas.clientWidth));
    this.#chart.data.datasets = picture.stacked ? this.#areas(picture, pixels) : this.#lines(picture, pixels);
    const { x, left, right } = this.#chart.options.scales ?? {};
    const [first, second] = unitsOf(picture);
    Object.assign(x ?? {}, { min: picture.from, max: picture.to });
    Object.assign(left ?? {}, { stacked: picture.stacked, ...this.#range(picture, first ?? '') });
    Object.assign(right ?? {}, { display: second !== undefined, ...this.#range(picture, second ?? '') });
    this.#chart.update('none');
  }

  #range(picture: LinesPicture, unit: string): Limits {
    const { lines, from, to, plan } = picture;
    const on = lines.filter((line) => line.unit === unit);
    if (picture.stacked) {
      const most = on.reduce((sum, { ring }) => sum + (ring.limits(from, to + 1)?.max ?? 0), 0);
      return { min: 0, max: Math.max(1, most) };
    }
    let drawn: Limits | null = null;
    for (const { ring } of on) drawn = united(drawn, ring.limits(from, to + 1));
    if (plan !== null && unit === lines[0]?.unit)
      for (const { y } of plan) if (y !== null) drawn = united(drawn, { min: y, max: y });
    return valueRange(drawn, on[0]?.target ?? null, leastHeight(unit));
  }

  #lines(picture: LinesPicture, pixels: number): Line[] {
    const { lines, from, to, plan } = picture;
    const { token } = styleOf(this.#canvas);
    const [first] = unitsOf(picture);
    const axisOf = (unit: string) => ({ yAxisID: unit === first ? 'left' : 'right' });
    const quiet = { ...HIDDEN, borderWidth: 1, borderColor: token('--text-3') };
    // Chart.js paints the first last: the lines lie over targets, those over the band.
    return [
      ...lines.map(({ ring, unit }, index): Line => {
        const { color, dash, width } = strokeOf(index);
        const stroke = { borderColor: token(color), borderDash: [...dash], borderWidth: width };
        return {
          ...HIDDEN,
          ...axisOf(unit),
          ...stroke,
          borderJoinStyle: 'round',
          data: ring.line(from, to, pixels),
        };
      }),
      ...(plan === null ? [] : [{ ...quiet, ...axisOf(first ?? ''), borderDash: [6, 4], data: [...plan] }]),
      ...lines.flatMap(({ target, unit }): Line[] => {
        const ends = [from, to].map((x) => ({ x, y: target }));
        return target === null ? [] : [{ ...quiet, ...axisOf(unit), borderDash: [3, 4], data: ends }];
      }),
      ...lines.flatMap(({ ring, unit, banded }): Line[] => {
        if (!banded) return [];
        const { low, high } = ring.band(from, to, pixels);
        const fill = { fill: '-1', backgroundColor: token('--band') };
        return [
          { ...HIDDEN, ...axisOf(unit), data: low },
          { ...HIDDEN, ...axisOf(unit), ...fill, data: high },
        ];
      }),
    ];
  }

  #areas({ lines, from, to }: LinesPicture, pixels: number): Line[] {
    const { token } = styleOf(this.#canvas);
    return lines.map(({ ring }, index): Line => {
      const fill = { fill: index === 0 ? 'origin' : '-1', backgroundColor: token(fillOf(index)) };
      const edge = { borderColor: token('--panel'), borderWidth: 1 };
      return { ...HIDDEN, ...fill, ...edge, yAxisID: 'left', data: ring.steps(from, to, pixels) };
    });
  }

  #configuration(): Lines {
    const text = (axis: 0 | 1) => (value: number, digits: number) => {
      const picture = this.#picture;
      return picture === null ? '' : picture.text(value, unitsOf(picture)[axis] ?? '', digits);
    };
    return {
      type: 'line',
      data: { datasets: [] },
      plugins: [
        {
          id: 'marks',
          afterUpdate: ({ chartArea: { left, right, top, bottom } }) =>
            this.#laidOut({ left, right, top, bottom }),
          afterDatasetsDraw: (chart) =>
            drawMarks(chart as unknown as Chart, this.#picture?.marks ?? [], styleOf(this.#canvas)),
        },
      ],
      options: {
        animation: false,
        responsive: true,
        maintainAspectRatio: false,
        parsing: false,
        normalized: true,
        spanGaps: false,
        // The pointer is the panel's: its crosshair is one for all charts.
        events: [],
        // Another width has room for another number of dots.
        onResize: () => queueMicrotask(() => this.#chart.ctx !== null && this.#draw()),
        layout: { padding: { top: 8, right: 12, bottom: 2, left: 6 } },
        scales: {
          x: timeAxis((at) => this.#picture?.clock(at) ?? ''),
          left: valueAxis('left', text(0)),
          right: valueAxis('right', text(1)),
        },
      },
    };
  }
}

const unitsOf = ({ lines }: LinesPicture): string[] => [...new Set(lines.map((line) => line.unit))];
