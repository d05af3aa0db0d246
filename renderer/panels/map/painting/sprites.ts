import type { Disposable } from '../../../../contract/disposable.ts';
import type { MarkColor, Rgba, VehicleColors } from '../vehicles/colors.ts';
import { CASING, HALO, type MarkLook } from '../vehicles/marks.ts';
import { tracePath, type Outline } from './shapes.ts';

/** Headings that are told apart: 5.6 degrees at 13 pixels are less than half a pixel at the tip. */
export const HEADINGS = 64;

const css = ([r, g, b, a]: Rgba): string =>
  `rgb(${String(Math.round(r * 255))} ${String(Math.round(g * 255))} ${String(Math.round(b * 255))} / ${String(a)})`;

/** Which of `HEADINGS` a heading is nearest to. `heading`: radians clockwise from north, any turn. */
export function headingStep(heading: number): number {
  const step = Math.round((heading / (2 * Math.PI)) * HEADINGS) % HEADINGS;
  return (step + HEADINGS) % HEADINGS;
}

/** One mark in one size, by step of `HEADINGS`; the last is where the source does not say. */
export type Sheet = (heading: number | null) => ImageBitmap;

/** Marks drawn once and copied from then on: a copy costs a twentieth of its paths. */
export class Sprites implements Disposable {
  readonly #sheets = new Map<string, (ImageBitmap | undefined)[]>();
  #colors: VehicleColors | null = null;

  /** Forgets what was drawn in other colours. */
  use(colors: VehicleColors): void {
    if (colors !== this.#colors) this.dispose();
    this.#colors = colors;
  }

  dispose(): void {
    for (const sheet of this.#sheets.values()) for (const sprite of sheet) sprite?.close();
    this.#sheets.clear();
  }

  /**
   * Asked for once for all vehicles of a mark, not for each of them.
   * @param id of look and colour
   * @param scale device pixels of one pixel of the design
   */
  sheet(id: string, look: MarkLook, color: MarkColor, scale: number): Sheet {
    const key = `${id} ${scale.toFixed(3)}`;
    const sheet = this.#sheets.get(key) ?? [];
    this.#sheets.set(key, sheet);
    return (heading) => {
      const turn = look.turned ? heading : 0;
      return (sheet[turn ?? HEADINGS] ??= paint(look, color, scale, turn));
    };
  }
}

function paint(look: MarkLook, color: MarkColor, scale: number, turn: number | null): ImageBitmap {
  const size = Math.ceil(look.extent * 2 * scale);
  const sprite = new OffscreenCanvas(size, size);
  const at = sprite.getContext('2d');
  if (at === null) throw new Error('a canvas without a 2d context');
  at.translate(size / 2, size / 2);
  at.scale(scale, scale);
  if (color.halo[3] > 0) {
    at.fillStyle = css(color.halo);
    at.beginPath();
    at.arc(0, 0, look.radius * HALO, 0, Math.PI * 2);
    at.fill();
  }
  at.rotate(((turn ?? 0) / HEADINGS) * 2 * Math.PI);
  at.beginPath();
  const outline = tracePath(at, look.shape, look.radius, turn === null);
  at.lineJoin = 'round';
  if (color.casing[3] > 0) stroke(at, color.casing, outline, CASING);
  if (outline.stroke > 0) stroke(at, color.fill, outline, 0);
  else {
    at.fillStyle = css(color.fill);
    at.fill();
  }
  // A bitmap and not the canvas: each copy of a canvas is asked for a snapshot of it first.
  return sprite.transferToImageBitmap();
}

function stroke(at: OffscreenCanvasRenderingContext2D, color: Rgba, outline: Outline, around: number): void {
  at.strokeStyle = css(color);
  at.lineWidth = outline.stroke + 2 * around;
  // The casing of a dash is the dash, longer by the casing at both ends.
  at.setLineDash(outline.dash.map((length, i) => Math.max(0, length + (i % 2 === 0 ? 2 : -2) * around)));
  at.lineDashOffset = outline.dashFrom + around;
  at.stroke();
}
