import type { Map as MapLibreMap, MapMouseEvent, StyleSpecification } from 'maplibre-gl';
import type { Disposable } from '../../../contract/disposable.ts';
import type { LonLat } from '../../../contract/fleet.ts';
import { createEngine } from './engine.ts';
import { GpuPainter } from './painting/by-gpu.ts';
import { ProcessorPainter } from './painting/by-processor.ts';
import type { FleetPainter, FleetView } from './painting/painter.ts';
import { vehicleColors, type Palette } from './palette.ts';
import { EMPTY_OVERLAY, type Overlay } from './route/overlay.ts';
import { pickStop } from './route/pick.ts';
import { PlaceMark } from './route/pointed.ts';
import type { VehicleField } from './vehicles/field.ts';
import { latOf, lonOf, mercatorX, mercatorY, worldSizeAt } from './vehicles/mercator.ts';
import { watchSize } from './size.ts';
import { isDrawnBySoftware } from './painting/drawn-by.ts';
import { pick } from './vehicles/pick.ts';

export type Bounds = readonly [west: number, south: number, east: number, north: number];

export interface FleetMapEvents {
  /** The pointer rests at (x, y) CSS pixels of the container over the vehicle, or over none. */
  hover(slot: number | null, x: number, y: number): void;
  click(slot: number | null): void;
  /** The stop of the drawn route that lies under the pointer; null for none. */
  stop(index: number | null): void;
  moved(bounds: Bounds): void;
  /** The graphics were taken away by the system, and given back. */
  context(lost: boolean): void;
  failed(message: string): void;
}

/** Reach of the pointer, CSS pixels at 13 px text. */
const REACH = 13;
/** A panel that is opened beside it is to be there first: the ground in its new size takes a program a tenth of a second. */
const SETTLED_MS = 250;
/** Where a stop's street and its neighbours can be told apart. */
const STREET_ZOOM = 14;

/** The map's engine, its vehicles and its route, behind calls that survive a lost context and a style under way. */
export class FleetMap implements Disposable {
  readonly #map: MapLibreMap;
  readonly #field: VehicleField;
  readonly #painter: FleetPainter;
  /** A way from here to there is many pictures of the ground: by a program each takes a tenth of a second. */
  readonly #flies: boolean;
  readonly #fitted: Disposable;
  readonly #now: () => number;
  readonly #pointed: PlaceMark;
  readonly #ghost: PlaceMark;
  #look: FleetView['look'] = null;
  #scale = 1;
  #selected = -1;
  #frozen = false;
  #overlay: Overlay = EMPTY_OVERLAY;
  #style: StyleSpecification | null = null;
  #ready = false;
  /** The operator moved it: from then on the map goes nowhere by itself. */
  #taken = false;

  /** Throws where WebGL 2 cannot be had. */
  constructor(
    container: HTMLElement,
    name: string,
    field: VehicleField,
    events: FleetMapEvents,
    now: () => number,
  ) {
    this.#field = field;
    this.#now = now;
    this.#map = createEngine(container, name);
    this.#pointed = new PlaceMark(this.#map, 'pointed-stop');
    this.#ghost = new PlaceMark(this.#map, 'ghost-van');
    const view = () => ({
      look: this.#look,
      selected: this.#selected,
      frozen: this.#frozen,
      scale: this.#scale,
    });
    const software = isDrawnBySoftware(this.#map.getCanvas());
    this.#painter = new (software ? ProcessorPainter : GpuPainter)(this.#map, field, view, now);
    this.#flies = !software;
    this.#fitted = watchSize(container, software ? SETTLED_MS : 0, () => this.#map.resize());
    this.#listen(events);
  }

  get taken(): boolean {
    return this.#taken;
  }

  setStyle(style: StyleSpecification, palette: Palette, scale: number): void {
    this.#look = { palette, colors: vehicleColors(palette) };
    this.#scale = scale;
    this.#style = style;
    this.#map.setStyle(style, { diff: this.#ready, validate: false });
  }

  setOverlay(overlay: Overlay): void {
    this.#overlay = overlay;
    this.#painter.setOverlay(overlay);
  }

  /** What a screen reader calls it: in another language it is another. */
  setName(name: string): void {
    this.#map.getCanvas().setAttribute('aria-label', name);
  }

  setSelected(slot: number | undefined): void {
    if (this.#selected === (slot ?? -1)) return;
    this.#selected = slot ?? -1;
    this.#painter.repaint();
  }

  setFrozen(frozen: boolean): void {
    if (this.#frozen === frozen) return;
    this.#frozen = frozen;
    this.#painter.repaint();
  }

  /** The display has another pixel ratio: the canvas is made for it anew. */
  repixel(): void {
    this.#map.resize();
  }

  /** The field changed. */
  repaint(): void {
    this.#painter.moved();
  }

  fit(bounds: Bounds, animate: boolean): void {
    const [west, south, east, north] = bounds;
    const { clientWidth, clientHeight } = this.#map.getContainer();
    const padding = Math.min(clientWidth, clientHeight) * 0.07;
    this.#map.fitBounds(
      [
        [west, south],
        [east, north],
      ],
      { padding, maxZoom: 15, animate: animate && this.#flies, duration: 400 },
    );
  }

  /** A ring around the place; null takes it away. */
  setPointed(place: LonLat | null): void {
    this.#pointed.set(place);
  }

  /** What is on the canvas after its next painting; null where the graphics were taken away. */
  picture(): Promise<HTMLCanvasElement | null> {
    const source = this.#map.getCanvas();
    if (!this.#ready) return Promise.resolve(null);
    return new Promise((resolve) => {
      // Within the painting: afterwards WebGL's own picture is gone.
      void this.#map.once('render', () => {
        const copy = document.createElement('canvas');
        copy.width = source.width;
        copy.height = source.height;
        const at = copy.getContext('2d');
        at?.drawImage(source, 0, 0);
        if (at !== null) this.#painter.addTo(at);
        resolve(copy);
      });
      this.#map.triggerRepaint();
    });
  }

  /** Where the selected vehicle was at another time; null takes it away. */
  setGhost(place: LonLat | null, words: string): void {
    this.#ghost.set(place, words);
  }

  /** Street level at least; the operator asked, so that from then on the map goes nowhere by itself. */
  centre(place: LonLat, animate: boolean): void {
    this.#taken = true;
    const zoom = Math.max(STREET_ZOOM, this.#map.getZoom());
    this.#map.easeTo({ center: [place[0], place[1]], zoom, animate: animate && this.#flies, duration: 400 });
  }

  /** Everything that is drawn; null without a vehicle. */
  fleetBounds(): Bounds | null {
    const place = { x: 0, y: 0 };
    let [west, north, east, south] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let slot = 0; slot < this.#field.count; slot += 1) {
      if (!this.#field.locate(slot, Infinity, place)) continue;
      west = Math.min(west, place.x);
      north = Math.min(north, place.y);
      east = Math.max(east, place.x);
      south = Math.max(south, place.y);
    }
    return west > east ? null : [lonOf(west), latOf(south), lonOf(east), latOf(north)];
  }

  dispose(): void {
    this.#ready = false;
    this.#fitted.dispose();
    this.#painter.dispose();
    this.#pointed.dispose();
    this.#ghost.dispose();
    this.#map.remove();
  }

  #listen(events: FleetMapEvents): void {
    const map = this.#map;
    map.on('style.load', () => this.#styled());
    map.on('error', ({ error }) => events.failed(error.message));
    map.on('webglcontextlost', () => {
      this.#ready = false;
      events.context(true);
    });
    map.on('webglcontextrestored', () => {
      events.context(false);
      if (this.#style !== null) map.setStyle(this.#style, { diff: false, validate: false });
    });
    map.on('movestart', (event) => {
      if ('originalEvent' in event && event.originalEvent) this.#taken = true;
      // What was under the pointer is elsewhere now.
      events.hover(null, 0, 0);
    });
    map.on('moveend', () => {
      const bounds = map.getBounds();
      events.moved([bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()]);
    });
    map.on('mousemove', (event) => {
      const slot = this.#at(event);
      map.getCanvas().classList.toggle('over-vehicle', slot !== null);
      events.hover(slot, event.point.x, event.point.y);
      events.stop(slot === null ? this.#stopAt(event) : null);
    });
    map.on('mouseout', () => {
      events.hover(null, 0, 0);
      events.stop(null);
    });
    map.on('click', (event) => events.click(this.#at(event)));
  }

  /** A new style knows nothing of the vehicles and of the route. */
  #styled(): void {
    this.#ready = true;
    this.#painter.styled();
  }

  #stopAt({ lngLat: { lng, lat } }: MapMouseEvent): number | null {
    const reach = (REACH * this.#scale) / 2 / this.#worldSize();
    return pickStop(this.#overlay, mercatorX(lng), mercatorY(lat), reach);
  }

  /** CSS pixels of the whole world's width. */
  #worldSize(): number {
    return worldSizeAt(this.#map.getZoom());
  }

  #at(event: MapMouseEvent): number | null {
    const { lng, lat } = event.lngLat;
    const slot = pick(this.#field, {
      x: mercatorX(lng),
      y: mercatorY(lat),
      worldSize: this.#worldSize(),
      reach: REACH * this.#scale,
      now: this.#frozen ? Infinity : this.#now(),
    });
    return slot < 0 ? null : slot;
  }
}
