import type { Map as MapLibreMap } from 'maplibre-gl';
import { EMPTY_OVERLAY, type Overlay } from '../route/overlay.ts';
import type { VehicleField } from '../vehicles/field.ts';
import { mercatorX, mercatorY, worldSizeAt } from '../vehicles/mercator.ts';
import { Pacer } from './pacer.ts';
import type { Camera } from './camera.ts';
import type { FleetPainter, FleetView } from './painter.ts';
import { paintLabel, paintRoute, placed, type PlacedFeature } from './route.ts';
import { Sprites } from './sprites.ts';
import { paintVehicles } from './vehicles.ts';

/** Between two pictures of a fleet that moves, milliseconds: vans step, and what else the processor has to do is not held up. */
export const STEP_MS = 1_000;

/**
 * On a canvas of its own over the map's, for computers where WebGL is a program too: there one WebGL picture of a city takes
 * tenths of a second in which no key is answered, a few thousand copied marks take milliseconds. The ground below is drawn only
 * when the map is moved.
 */
export class ProcessorPainter implements FleetPainter {
  readonly #map: MapLibreMap;
  readonly #field: VehicleField;
  readonly #view: () => FleetView;
  readonly #now: () => number;
  readonly #canvas: HTMLCanvasElement;
  readonly #at: CanvasRenderingContext2D;
  readonly #sprites = new Sprites();
  readonly #pacer: Pacer;
  #route: readonly PlacedFeature[] = placed(EMPTY_OVERLAY);
  #frame: number | null = null;

  /** `now`: milliseconds of the clock that the field's glides are in. */
  constructor(map: MapLibreMap, field: VehicleField, view: () => FleetView, now: () => number) {
    this.#map = map;
    this.#field = field;
    this.#view = view;
    this.#now = now;
    this.#canvas = document.createElement('canvas');
    this.#canvas.className = 'fleet';
    this.#canvas.setAttribute('aria-hidden', 'true');
    const at = this.#canvas.getContext('2d');
    if (at === null) throw new Error('a canvas without a 2d context');
    this.#at = at;
    map.getCanvas().after(this.#canvas);
    this.#pacer = new Pacer(STEP_MS, now, () => this.repaint());
    // In the frame of the ground's own picture, so that the two never part while the map is dragged.
    map.on('render', this.#paint);
    map.on('resize', this.#paint);
  }

  styled(): void {
    this.repaint();
  }

  setOverlay(overlay: Overlay): void {
    this.#route = placed(overlay);
    this.repaint();
  }

  repaint(): void {
    this.#frame ??= requestAnimationFrame(this.#paint);
  }

  moved(): void {
    this.#pacer.ask();
  }

  addTo(copy: CanvasRenderingContext2D): void {
    this.#paint();
    copy.drawImage(this.#canvas, 0, 0);
  }

  dispose(): void {
    this.#pacer.dispose();
    if (this.#frame !== null) cancelAnimationFrame(this.#frame);
    this.#map.off('render', this.#paint);
    this.#map.off('resize', this.#paint);
    this.#sprites.dispose();
    this.#canvas.remove();
  }

  readonly #paint = (): void => {
    if (this.#frame !== null) cancelAnimationFrame(this.#frame);
    this.#frame = null;
    const { look, scale, selected, frozen } = this.#view();
    const ratio = this.#fit();
    const at = this.#at;
    at.setTransform(1, 0, 0, 1, 0, 0);
    at.clearRect(0, 0, this.#canvas.width, this.#canvas.height);
    if (look === null) return;
    const camera = this.#camera();
    const route = { palette: look.palette, camera, scale };
    const now = frozen ? Infinity : this.#now();
    this.#sprites.use(look.colors);
    at.setTransform(ratio, 0, 0, ratio, 0, 0);
    paintRoute(at, this.#route, route);
    at.setTransform(1, 0, 0, 1, 0, 0);
    paintVehicles(at, this.#sprites, this.#field, {
      colors: look.colors,
      camera,
      now,
      selected,
      scale,
      ratio,
    });
    at.setTransform(ratio, 0, 0, ratio, 0, 0);
    paintLabel(at, this.#route, route);
    if (now < this.#field.glideUntil) this.#pacer.ask();
  };

  /** As many pixels as the map has. Device pixels of one CSS pixel. */
  #fit(): number {
    const { width, height, clientWidth } = this.#map.getCanvas();
    // Setting a size empties the canvas and takes memory for it anew, even where it is the same one.
    if (this.#canvas.width !== width) this.#canvas.width = width;
    if (this.#canvas.height !== height) this.#canvas.height = height;
    return width / Math.max(1, clientWidth);
  }

  #camera(): Camera {
    const { lng, lat } = this.#map.getCenter();
    const zoom = this.#map.getZoom();
    const { clientWidth, clientHeight } = this.#map.getCanvas();
    return {
      x: mercatorX(lng),
      y: mercatorY(lat),
      worldSize: worldSizeAt(zoom),
      zoom,
      width: clientWidth,
      height: clientHeight,
    };
  }
}
