import { Marker, type Map as MapLibreMap } from 'maplibre-gl';
import type { Disposable } from '../../../../contract/disposable.ts';
import type { LonLat } from '../../../../contract/fleet.ts';

/** The ring around the stop that another panel points at; an element of its own, so that pointing draws no route anew. */
export class PointedStop implements Disposable {
  readonly #map: MapLibreMap;
  readonly #marker: Marker;
  #shown = false;

  constructor(map: MapLibreMap) {
    this.#map = map;
    const element = document.createElement('div');
    element.className = 'pointed-stop';
    element.setAttribute('aria-hidden', 'true');
    this.#marker = new Marker({ element });
  }

  set(place: LonLat | null): void {
    if (place === null) return this.dispose();
    this.#marker.setLngLat([place[0], place[1]]);
    if (!this.#shown) this.#marker.addTo(this.#map);
    this.#shown = true;
  }

  dispose(): void {
    if (this.#shown) this.#marker.remove();
    this.#shown = false;
  }
}
