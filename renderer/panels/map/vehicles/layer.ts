import type { CustomLayerInterface, CustomRenderMethodInput, Map as MapLibreMap } from 'maplibre-gl';
import { BYTES } from './bucket.ts';
import type { FleetView } from '../painting/painter.ts';
import type { MarkColor, VehicleColors } from './colors.ts';
import type { VehicleField } from './field.ts';
import { linkProgram, type Program } from './program.ts';
import { CALM, DRAW_ORDER, LOOK, SELECTION, type MarkLook } from './marks.ts';
import { anchored } from './matrix.ts';
import { worldSizeAt } from './mercator.ts';
import { GpuBucket } from './gpu-bucket.ts';
import { calmScale, frameInterval } from './pace.ts';

export const VEHICLE_LAYER = 'vehicles';

/** A pause shorter than this is a plain animation frame. */
const TIMER_FROM_MS = 24;

/**
 * Draws a `VehicleField` in the map's own WebGL 2 context, one call for each mark, worst last. Asks for another frame
 * only while something glides, and no sooner than a glide can be seen. A lost context takes all GPU objects with it; `onAdd` makes them anew.
 */
export class VehicleLayer implements CustomLayerInterface {
  readonly id = VEHICLE_LAYER;
  readonly type = 'custom';
  readonly renderingMode = '2d';
  readonly #field: VehicleField;
  readonly #view: () => FleetView;
  readonly #now: () => number;
  #map: MapLibreMap | null = null;
  #program: Program | null = null;
  #buckets: GpuBucket[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(field: VehicleField, view: () => FleetView, now: () => number) {
    this.#field = field;
    this.#view = view;
    this.#now = now;
  }

  onAdd(map: MapLibreMap, gl: WebGL2RenderingContext): void {
    this.#map = map;
    this.#program = linkProgram(gl);
    this.#buckets = this.#field.buckets.map((bucket) => new GpuBucket(gl, bucket));
  }

  onRemove(_map: MapLibreMap, gl: WebGL2RenderingContext): void {
    clearTimeout(this.#timer);
    for (const bucket of this.#buckets) bucket.dispose();
    if (this.#program !== null) gl.deleteProgram(this.#program.program);
    this.#program = null;
    this.#buckets = [];
    this.#map = null;
  }

  render(gl: WebGL2RenderingContext, input: CustomRenderMethodInput): void {
    const program = this.#program;
    const view = this.#view();
    const canvas = this.#map?.getCanvas();
    if (program === null || view.look === null || canvas === undefined) return;
    const now = view.frozen ? Infinity : this.#now();
    gl.useProgram(program.program);
    gl.disable(gl.DEPTH_TEST);
    const { uniforms } = program;
    const matrix = anchored(input.defaultProjectionData.mainMatrix, this.#field.anchor);
    gl.uniformMatrix4fv(uniforms.matrix, false, matrix);
    gl.uniform1f(uniforms.now, Math.min((now - this.#field.epoch) / 1000, 1e9));
    // Device pixels of one pixel of the design.
    const scale = (view.scale * gl.drawingBufferWidth) / Math.max(1, canvas.clientWidth);
    this.#drawMarks(gl, program, view.look.colors, scale);
    this.#drawSelected(gl, program, view.look.colors, view.selected, scale);
    gl.bindVertexArray(null);
    if (now < this.#field.glideUntil) this.#again();
  }

  #again(): void {
    const map = this.#map;
    if (map === null) return;
    const pause = frameInterval(this.#field.fastest * worldSizeAt(map.getZoom()));
    clearTimeout(this.#timer);
    if (pause < TIMER_FROM_MS) map.triggerRepaint();
    else this.#timer = setTimeout(() => map.triggerRepaint(), pause);
  }

  #drawMarks(gl: WebGL2RenderingContext, program: Program, colors: VehicleColors, scale: number): void {
    const calm = calmScale(this.#map?.getZoom() ?? 0, this.#field.count);
    for (const [order, mark] of DRAW_ORDER.entries()) {
      const bucket = this.#buckets[order];
      if (bucket === undefined) continue;
      bucket.upload();
      if (bucket.count === 0) continue;
      dress(gl, program, LOOK[mark], colors.marks[mark], CALM.has(mark) ? scale * calm : scale);
      bucket.bind(0);
      gl.drawArrays(gl.POINTS, 0, bucket.count);
    }
  }

  /** The operator's own vehicle once more, above all others, with its ring. */
  #drawSelected(
    gl: WebGL2RenderingContext,
    program: Program,
    colors: VehicleColors,
    slot: number,
    scale: number,
  ): void {
    const at = slot < 0 ? null : this.#field.recordOf(slot);
    const mark = at === null ? undefined : DRAW_ORDER[at.mark];
    const bucket = at === null ? undefined : this.#buckets[at.mark];
    if (at === null || mark === undefined || bucket === undefined) return;
    bucket.bind(at.record * BYTES);
    for (const [look, color] of [
      [SELECTION, colors.selection],
      [LOOK[mark], colors.marks[mark]],
    ] as const) {
      dress(gl, program, look, color, scale);
      gl.drawArrays(gl.POINTS, 0, 1);
    }
  }
}

/** `scale`: device pixels of one pixel of the design. */
function dress(
  gl: WebGL2RenderingContext,
  { uniforms }: Program,
  look: MarkLook,
  color: MarkColor,
  scale: number,
): void {
  gl.uniform1i(uniforms.shape, look.shape);
  gl.uniform1f(uniforms.radius, look.radius);
  gl.uniform1f(uniforms.extent, look.extent);
  gl.uniform1f(uniforms.size, look.extent * 2 * scale);
  gl.uniform1f(uniforms.pixel, 1 / scale);
  gl.uniform1i(uniforms.turned, look.turned ? 1 : 0);
  gl.uniform4fv(uniforms.fill, color.fill);
  gl.uniform4fv(uniforms.casing, color.casing);
  gl.uniform4fv(uniforms.halo, color.halo);
}
