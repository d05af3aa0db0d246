import { addProtocol, Map as MapLibreMap, removeProtocol, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import { Protocol } from 'pmtiles';
import type { Disposable } from '../../../contract/disposable.ts';

/**
 * A file of our own origin as MapLibre's worker, so that `worker-src 'self'` is enough, and archives read by ranges. Both are
 * registered in the library itself: the last panel that is closed takes the protocol along.
 */
export function prepareEngine(): Disposable {
  setWorkerUrl(new URL(workerUrl, document.baseURI).href);
  const protocol = new Protocol();
  addProtocol('pmtiles', protocol.tile);
  return {
    dispose: () => {
      removeProtocol('pmtiles');
    },
  };
}

/** Throws `GPUInitializationError` where WebGL 2 cannot be had. */
export function createEngine(container: HTMLElement, name: string): MapLibreMap {
  const map = new MapLibreMap({
    container,
    style: { version: 8, sources: {}, layers: [] },
    // Its panel says when: a new size is a new picture, which not every computer has at once.
    trackResize: false,
    attributionControl: false,
    // North stays up: a turned map makes every heading and every spoken direction wrong.
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    maxPitch: 0,
    maxZoom: 19,
    renderWorldCopies: false,
    fadeDuration: 120,
    refreshExpiredTiles: false,
    // Lines, fills and marks smooth their own edges: samples would cost four times the memory for nothing.
    canvasContextAttributes: { antialias: false },
    locale: { 'Map.Title': name },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  return map;
}
