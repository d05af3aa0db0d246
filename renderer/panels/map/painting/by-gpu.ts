import type { GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl';
import { NEXT_LABEL, ROUTE_SOURCE } from '../route/layers.ts';
import { EMPTY_OVERLAY, type Overlay } from '../route/overlay.ts';
import type { VehicleField } from '../vehicles/field.ts';
import { VehicleLayer, VEHICLE_LAYER } from '../vehicles/layer.ts';
import type { FleetPainter, FleetView } from './painter.ts';

/** In the map's own WebGL context: the route as layers of the style, the vehicles as a layer between them. */
export class GpuPainter implements FleetPainter {
  readonly #map: MapLibreMap;
  readonly #layer: VehicleLayer;
  #overlay: Overlay = EMPTY_OVERLAY;
  #styled = false;

  /** `now`: milliseconds of the clock that the field's glides are in. */
  constructor(map: MapLibreMap, field: VehicleField, view: () => FleetView, now: () => number) {
    this.#map = map;
    this.#layer = new VehicleLayer(field, view, now);
  }

  styled(): void {
    this.#styled = true;
    if (this.#map.getLayer(VEHICLE_LAYER) === undefined) this.#map.addLayer(this.#layer, NEXT_LABEL);
    else this.#map.moveLayer(VEHICLE_LAYER, NEXT_LABEL);
    this.setOverlay(this.#overlay);
  }

  setOverlay(overlay: Overlay): void {
    this.#overlay = overlay;
    if (this.#styled) this.#map.getSource<GeoJSONSource>(ROUTE_SOURCE)?.setData(overlay);
  }

  repaint(): void {
    this.#map.triggerRepaint();
  }

  moved(): void {
    this.#map.triggerRepaint();
  }

  /** All of it is in the map's canvas. */
  addTo(): void {
    return;
  }

  /** The layer goes with the map. */
  dispose(): void {
    this.#styled = false;
  }
}
