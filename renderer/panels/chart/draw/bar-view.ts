import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  LinearScale,
  type ChartConfiguration,
} from 'chart.js';
import type { Bin } from '../histogram.ts';
import type { CanvasView } from '../canvas.ts';
import { dress, valueAxis } from './axes.ts';
import { styleOf } from './style.ts';

export interface BarsPicture {
  readonly bins: readonly Bin[];
  /** Seconds; null where it is not known. */
  readonly limit: number | null;
  readonly limitWords: string;
  readonly edge: (seconds: number) => string;
  readonly count: (count: number) => string;
  /** The bar that is pointed out. */
  readonly cursor?: number | null;
}

/** Routes by adherence: grey is on time, the alarm's colour is late, and the limit between them a line with its words. */
export class BarView implements CanvasView {
  readonly #canvas: HTMLCanvasElement;
  readonly #chart: Chart<'bar', number[], string>;
  #picture: BarsPicture | null = null;

  constructor(canvas: HTMLCanvasElement) {
    Chart.register(BarController, BarElement, CategoryScale, LinearScale);
    this.#canvas = canvas;
    this.#chart = new Chart(canvas, this.#configuration());
    this.restyle();
  }

  show(picture: BarsPicture): void {
    this.#picture = picture;
    this.#draw();
  }

  /** The bar at a place, px from the canvas's left edge; null beside all. */
  barAt(px: number): number | null {
    const { x } = this.#chart.scales;
    const index = x?.getValueForPixel(px);
    if (index === undefined || px < (x?.left ?? 0) || px > (x?.right ?? 0)) return null;
    return index >= 0 && index < (this.#picture?.bins.length ?? 0) ? index : null;
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
    const bins = this.#picture?.bins ?? [];
    const { token } = styleOf(this.#canvas);
    const bar = { stack: 'routes', yAxisID: 'left', barPercentage: 1, categoryPercentage: 0.92 };
    this.#chart.data.labels = bins.map((bin) => this.#picture?.edge(bin.from) ?? '');
    // New objects: Chart.js keeps the colours of those that it knows.
    this.#chart.data.datasets = [
      { ...bar, backgroundColor: token('--bar'), data: bins.map((bin) => bin.onTime) },
      { ...bar, backgroundColor: token('--p2'), data: bins.map((bin) => bin.late) },
    ];
    this.#chart.update('none');
  }

  #configuration(): ChartConfiguration<'bar', number[], string> {
    return {
      type: 'bar',
      data: { labels: [], datasets: [] },
      plugins: [
        {
          id: 'limit',
          beforeDatasetsDraw: (chart) => this.#cursor(chart as unknown as Chart),
          afterDatasetsDraw: (chart) => this.#limit(chart as unknown as Chart),
        },
      ],
      options: {
        animation: false,
        responsive: true,
        maintainAspectRatio: false,
        events: [],
        layout: { padding: { top: 8, right: 12, bottom: 2, left: 6 } },
        scales: {
          // A bin's label is its lower edge.
          x: {
            type: 'category',
            border: { display: false },
            offset: true,
            ticks: { maxRotation: 0, padding: 6 },
          },
          left: {
            ...valueAxis('left', (value) => this.#picture?.count(value) ?? ''),
            beginAtZero: true,
            stacked: true,
          },
        },
      },
    };
  }

  #cursor(chart: Chart): void {
    const at = this.#picture?.cursor ?? null;
    const { x } = chart.scales;
    if (at === null || !x) return;
    const { ctx: context, chartArea: area } = chart;
    const width = x.getPixelForValue(1) - x.getPixelForValue(0);
    context.save();
    context.fillStyle = styleOf(this.#canvas).token('--accent-quiet');
    context.fillRect(x.getPixelForValue(at) - width / 2, area.top, width, area.bottom - area.top);
    context.restore();
  }

  #limit(chart: Chart): void {
    const picture = this.#picture;
    const { x } = chart.scales;
    const [first, second] = picture?.bins ?? [];
    if (!picture || picture.limit === null || !x || !first || !second) return;
    const { token } = styleOf(this.#canvas);
    const width = x.getPixelForValue(1) - x.getPixelForValue(0);
    const place = (picture.limit - first.from) / (first.to - first.from);
    const px = Math.round(x.getPixelForValue(0) - width / 2 + place * width) + 0.5;
    const { ctx: context, chartArea: area } = chart;
    context.save();
    context.strokeStyle = token('--text-3');
    context.setLineDash([3, 4]);
    context.beginPath();
    context.moveTo(px, area.top);
    context.lineTo(px, area.bottom);
    context.stroke();
    context.fillStyle = token('--text-2');
    context.font = `500 ${token('--size-s')} ${token('--font')}`;
    context.fillText(picture.limitWords, px + 6, area.top + 12);
    context.restore();
  }
}
