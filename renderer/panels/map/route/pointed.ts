import { Marker, type Map as MapLibreMap } from 'maplibre-gl';
import type { Disposable } from '../../../../contract/disposable.ts';
import type { LonLat } from '../../../../contract/fleet.ts';

/** Something laid over a place of the map, an element of its own, so that pointing draws no route anew. */
export class PlaceMark implements Disposable {
  readonly #map: MapLibreMap;
  readonly #marker: Marker;
  #shown = false;

  /** `className` says how it looks; its words, if it has any, come with the place. */
  constructor(map: MapLibreMap, className: string) {
    this.#map = map;
    const element = document.createElement('div');
    element.className = className;
    element.setAttribute('aria-hidden', 'true');
    this.#marker = new Marker({ element });
  }

  set(place: LonLat | null, words = ''): void {
    if (place === null) return this.dispose();
    this.#marker.setLngLat([place[0], place[1]]);
    if (words !== '') this.#marker.getElement().dataset['words'] = words;
    if (!this.#shown) this.#marker.addTo(this.#map);
    this.#shown = true;
  }

  dispose(): void {
    if (this.#shown) this.#marker.remove();
    this.#shown = false;
  }
}
