import { Chart, Decimation, LinearScale, LineController, LineElement, PointElement } from 'chart.js';
import { LineView } from '../../renderer/panels/chart/draw/line-view.ts';
import { SeriesRing } from '../../renderer/panels/chart/ring/series-ring.ts';

/** One chart of so many points that takes a new one and draws; ms of one time, pixels included. */
export type Subject = () => number;
export type Kind = 'ring' | 'ring-band' | 'decimated' | 'plain';

const STEP = 60_000;
const SIZE = { width: 1_000, height: 300 };

/** The same picture of however many points: what differs is their number, not how much ink they need. */
function noise(index: number, points: number): number {
  const [wave, grain] = [Math.sin((index / points) * 12), Math.sin(index * 12.9898) * 43_758.5453];
  const spike = index % Math.floor(points / 10) === 0 ? 35 : 0;
  return 60 + wave * 20 + (grain - Math.floor(grain)) * 8 + spike;
}

function canvasOf(): HTMLCanvasElement {
  const frame = document.createElement('div');
  Object.assign(frame.style, { position: 'relative', width: `${SIZE.width}px`, height: `${SIZE.height}px` });
  const canvas = document.createElement('canvas');
  frame.append(canvas);
  document.body.append(frame);
  return canvas;
}

/** Reading a pixel makes the browser draw now what it would draw at the frame's end. */
function timed(canvas: HTMLCanvasElement, draw: () => void): number {
  const begun = performance.now();
  draw();
  canvas.getContext('2d')?.getImageData(0, 0, 1, 1);
  return performance.now() - begun;
}

function ours(points: number, banded: boolean): Subject {
  const ring = new SeriesRing(points);
  let next = 0;
  const append = (): void => {
    const value = noise(next, points);
    ring.append({ at: next * STEP, value, low: value - 6, high: value + 6 });
    next += 1;
  };
  while (next < points) append();
  const canvas = canvasOf();
  const view = new LineView(canvas, () => undefined);
  const line = { ring, unit: '%', target: null, banded };
  const words = { clock: String, text: (value: number) => value.toFixed(1) };
  return () =>
    timed(canvas, () => {
      append();
      const to = (next - 1) * STEP;
      const window = { from: to - (points - 1) * STEP, to };
      view.show({ ...window, ...words, lines: [line], plan: null, marks: [], stacked: false });
    });
}

/** As its documentation says to make it fast: no parsing, no animation, no points, and its own decimation. */
function chartJs(points: number, decimated: boolean): Subject {
  Chart.register(LineController, LineElement, PointElement, LinearScale, Decimation);
  const data = Array.from({ length: points }, (_, index) => ({ x: index * STEP, y: noise(index, points) }));
  let next = points;
  const canvas = canvasOf();
  const chart = new Chart(canvas, {
    type: 'line',
    data: { datasets: [{ data, pointRadius: 0, borderWidth: 1.6 }] },
    options: {
      animation: false,
      parsing: false,
      normalized: true,
      maintainAspectRatio: false,
      events: [],
      plugins: { decimation: { enabled: decimated, algorithm: 'min-max' } },
      scales: { x: { type: 'linear' }, y: { type: 'linear' } },
    },
  });
  return () =>
    timed(canvas, () => {
      data.shift();
      data.push({ x: next * STEP, y: noise(next, points) });
      next += 1;
      // Said anew, or its decimation takes what it made before for what there is.
      const [line] = chart.data.datasets;
      if (line) line.data = data.slice();
      chart.update('none');
    });
}

const SUBJECTS: Readonly<Record<Kind, (points: number) => Subject>> = {
  ring: (points) => ours(points, false),
  'ring-band': (points) => ours(points, true),
  decimated: (points) => chartJs(points, true),
  plain: (points) => chartJs(points, false),
};

/** Turn about, so that whatever else the computer does falls on all sizes alike: ms by size. */
function measure(kind: Kind, sizes: readonly number[], rounds: number): number[][] {
  const subjects = sizes.map((points) => SUBJECTS[kind](points));
  const warm = Math.ceil(rounds / 4);
  const times: number[][] = sizes.map(() => []);
  for (let round = 0; round < warm + rounds; round += 1)
    subjects.forEach((draw, index) => {
      const ms = draw();
      if (round >= warm) times[index]?.push(ms);
    });
  document.body.replaceChildren();
  return times;
}

Object.assign(window, { measure });
