import type { Mark } from '../../../../contract/fleet.ts';
import { STRIDE } from '../vehicles/bucket.ts';
import type { VehicleColors } from '../vehicles/colors.ts';
import { UNKNOWN_HEADING } from '../vehicles/columns.ts';
import type { VehicleField } from '../vehicles/field.ts';
import { progress } from '../vehicles/glide.ts';
import { CALM, DRAW_ORDER, LOOK, SELECTION } from '../vehicles/marks.ts';
import { calmScale } from '../vehicles/pace.ts';
import { screenX, screenY, type Camera } from './camera.ts';
import { headingStep, type Sheet, type Sprites } from './sprites.ts';

export interface VehiclePicture {
  readonly colors: VehicleColors;
  readonly camera: Camera;
  /** Milliseconds of the field's clock; Infinity shows the last observed places. */
  readonly now: number;
  readonly selected: number;
  /** CSS pixels of one pixel of the design, and device pixels of one CSS pixel. */
  readonly scale: number;
  readonly ratio: number;
}

/** What `VehicleLayer` draws, by the processor: bucket by bucket, worst last, the selected one once more above all. `at` is in device pixels. */
export function paintVehicles(
  at: CanvasRenderingContext2D,
  sprites: Sprites,
  field: VehicleField,
  picture: VehiclePicture,
): void {
  const { colors, camera, scale, ratio } = picture;
  const calm = calmScale(camera.zoom, field.count);
  const seconds = (picture.now - field.epoch) / 1_000;
  /** Copies of one vehicle, the lower ones first. */
  const one = (data: Float32Array, record: number, extent: number, sheets: readonly Sheet[]): void => {
    const o = record * STRIDE;
    const value = (i: number): number => data[o + i] ?? 0;
    const part = progress(value(4), value(5), seconds);
    const x = screenX(camera, field.anchor[0] + value(0) + (value(2) - value(0)) * part);
    const y = screenY(camera, field.anchor[1] + value(1) + (value(3) - value(1)) * part);
    if (x < -extent || y < -extent || x > camera.width + extent || y > camera.height + extent) return;
    const known = value(7) > UNKNOWN_HEADING / 2;
    const heading = known ? headingStep(value(6) + (value(7) - value(6)) * part) : null;
    at.globalAlpha = value(8);
    for (const sheet of sheets) {
      const sprite = sheet(heading);
      at.drawImage(
        sprite,
        Math.round(x * ratio - sprite.width / 2),
        Math.round(y * ratio - sprite.height / 2),
      );
    }
  };
  const sheetOf = (mark: Mark, size: number): Sheet =>
    sprites.sheet(mark, LOOK[mark], colors.marks[mark], size * ratio);
  for (const [order, mark] of DRAW_ORDER.entries()) {
    const bucket = field.buckets[order];
    if (bucket === undefined) continue;
    const sheets = [sheetOf(mark, CALM.has(mark) ? scale * calm : scale)];
    for (let record = 0; record < bucket.count; record += 1)
      one(bucket.data, record, LOOK[mark].extent, sheets);
  }
  const chosen = picture.selected < 0 ? null : field.recordOf(picture.selected);
  const mark = chosen === null ? undefined : DRAW_ORDER[chosen.mark];
  const bucket = chosen === null ? undefined : field.buckets[chosen.mark];
  if (chosen !== null && mark !== undefined && bucket !== undefined) {
    const ring = sprites.sheet('selection', SELECTION, colors.selection, scale * ratio);
    one(bucket.data, chosen.record, LOOK[mark].extent, [ring, sheetOf(mark, scale)]);
  }
  at.globalAlpha = 1;
}
