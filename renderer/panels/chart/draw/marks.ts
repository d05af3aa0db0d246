import type { Chart } from 'chart.js';
import type { Style } from './style.ts';

export interface Mark {
  readonly at: number;
  readonly value: number;
  /** Empty for a point that says nothing but where the newest is. */
  readonly words: string;
  /** Where the words stand, so that they keep off the line. */
  readonly side: 'below' | 'above';
  /** Needs a human: in colour. */
  readonly bad: boolean;
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly y: number;
}

const LINE_PX = 16;

const meets = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && Math.abs(a.y - b.y) < LINE_PX;

/** On the left axis, the newest first: where words would lie on words, the older point stays without. */
export function drawMarks(chart: Chart, marks: readonly Mark[], { token }: Style): void {
  const { x, left: y } = chart.scales;
  if (!x || !y) return;
  const { ctx: context, chartArea: area } = chart;
  const taken: Box[] = [];
  context.save();
  context.font = `500 ${token('--size-s')} ${token('--font')}`;
  context.textBaseline = 'alphabetic';
  for (const mark of marks.toSorted((a, b) => b.at - a.at)) {
    if (mark.at < x.min || mark.at > x.max) continue;
    const [px, py] = [x.getPixelForValue(mark.at), y.getPixelForValue(mark.value)];
    context.fillStyle = token(mark.bad ? '--p2' : mark.words === '' ? '--line-data' : '--text-2');
    context.beginPath();
    context.arc(px, py, mark.bad ? 5 : mark.words === '' ? 2.5 : 3.5, 0, 2 * Math.PI);
    context.fill();
    const { width } = context.measureText(mark.words);
    const leftwards = px - area.left > width + LINE_PX;
    const left = leftwards ? px - 12 - width : px + 12;
    const wanted = py + (mark.side === 'below' ? 18 : -10);
    const box = { left, right: left + width, y: Math.min(area.bottom - 4, Math.max(area.top + 12, wanted)) };
    if (mark.words === '' || taken.some((other) => meets(box, other))) continue;
    taken.push(box);
    context.fillText(mark.words, left, box.y);
  }
  context.restore();
}
