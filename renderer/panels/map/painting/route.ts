import type { Palette } from '../palette.ts';
import { DOTS, ROUTE_LINES, STOP_LOOK, type Steps } from '../route/look.ts';
import type { Overlay, OverlayProperties } from '../route/overlay.ts';
import { mercatorX, mercatorY } from '../vehicles/mercator.ts';
import { screenX, screenY, type Camera } from './camera.ts';

/** A feature of the overlay in unit mercator: x and y in turn. */
export interface PlacedFeature {
  readonly properties: OverlayProperties;
  readonly points: Float64Array;
}

/** Once for each overlay: the logarithms are not taken again for each picture. */
export function placed(overlay: Overlay): PlacedFeature[] {
  return overlay.features.map(({ geometry, properties }) => {
    const places = geometry.type === 'Point' ? [geometry.coordinates] : geometry.coordinates;
    const points = Float64Array.from(
      places.flatMap(([lon, lat]) => [mercatorX(lon ?? NaN), mercatorY(lat ?? NaN)]),
    );
    return { properties, points };
  });
}

export interface RoutePicture {
  readonly palette: Palette;
  readonly camera: Camera;
  /** CSS pixels of one pixel of the design. */
  readonly scale: number;
}

/** Everything of the selected route that lies under the vehicles. `at` is in CSS pixels. */
export function paintRoute(
  at: CanvasRenderingContext2D,
  features: readonly PlacedFeature[],
  picture: RoutePicture,
): void {
  const { palette, scale } = picture;
  at.lineCap = at.lineJoin = 'round';
  for (const look of ROUTE_LINES) {
    at.strokeStyle = palette[look.color];
    at.lineWidth = look.width * scale;
    at.globalAlpha = look.opacity;
    at.setLineDash(look.dotted ? DOTS.map((part) => part * at.lineWidth) : []);
    for (const { properties, points } of features)
      if (properties.kind === look.kind) strokeLine(at, points, picture.camera);
  }
  at.globalAlpha = 1;
  at.setLineDash([]);
  paintStops(at, features, picture);
}

function strokeLine(at: CanvasRenderingContext2D, points: Float64Array, camera: Camera): void {
  at.beginPath();
  for (let i = 0; i < points.length; i += 2)
    at.lineTo(screenX(camera, points[i] ?? NaN), screenY(camera, points[i + 1] ?? NaN));
  at.stroke();
}

/** Linear between zooms, as MapLibre's `interpolate`. */
export function sizeAt(zoom: number, steps: Steps): number {
  let size = steps[0]?.[1] ?? 0;
  for (const [i, [to, high]] of steps.entries()) {
    const [from, low] = steps[i - 1] ?? [to, high];
    if (zoom >= to) size = high;
    else if (zoom > from) return low + ((high - low) * (zoom - from)) / (to - from);
  }
  return size;
}

function paintStops(
  at: CanvasRenderingContext2D,
  features: readonly PlacedFeature[],
  { palette, camera, scale }: RoutePicture,
): void {
  const each = (look: string, paint: (x: number, y: number) => void): void => {
    for (const { properties, points } of features)
      if (properties.look === look)
        paint(screenX(camera, points[0] ?? NaN), screenY(camera, points[1] ?? NaN));
  };
  const disc = (x: number, y: number, radius: number, fill: string, rim: string | null): void => {
    at.beginPath();
    at.arc(x, y, radius, 0, Math.PI * 2);
    at.fillStyle = fill;
    at.fill();
    if (rim === null) return;
    // MapLibre strokes outside of the radius.
    at.beginPath();
    at.arc(x, y, radius + (STOP_LOOK.rim / 2) * scale, 0, Math.PI * 2);
    at.strokeStyle = rim;
    at.lineWidth = STOP_LOOK.rim * scale;
    at.stroke();
  };
  const { done, failed, pending, next } = STOP_LOOK;
  const radiusOf = (steps: Steps): number => sizeAt(camera.zoom, steps) * scale;
  at.globalAlpha = done.opacity;
  each('done', (x, y) => disc(x, y, radiusOf(done.radius), palette.done, null));
  at.globalAlpha = 1;
  each('failed', (x, y) =>
    words(at, failed.text, x, y, { palette, size: failed.size * scale, halo: failed.halo, align: 'center' }),
  );
  each('pending', (x, y) => disc(x, y, radiusOf(pending.radius), palette.halo, palette.accent));
  each('next', (x, y) => disc(x, y, radiusOf(next.radius), palette.accent, palette.halo));
}

/** The next stop's ETA, above the vehicles: one that is hidden says nothing. */
export function paintLabel(
  at: CanvasRenderingContext2D,
  features: readonly PlacedFeature[],
  { palette, camera, scale }: RoutePicture,
): void {
  const next = features.find(({ properties }) => properties.look === 'next');
  const label = next?.properties.label ?? '';
  if (next === undefined || label === '') return;
  const { label: look } = STOP_LOOK.next;
  const size = look.size * scale;
  const x = screenX(camera, next.points[0] ?? NaN);
  const y = screenY(camera, next.points[1] ?? NaN);
  at.font = fontOf(palette, size);
  // To the right of its stop, or to the left where the picture ends.
  const fits = x + size + at.measureText(label).width < camera.width;
  words(at, label, fits ? x + size : x - size, y, {
    palette,
    size,
    halo: look.halo,
    align: fits ? 'left' : 'right',
  });
}

const fontOf = (palette: Palette, size: number): string => `600 ${String(size)}px ${palette.font}`;

function words(
  at: CanvasRenderingContext2D,
  text: string,
  x: number,
  y: number,
  look: { palette: Palette; size: number; halo: number; align: CanvasTextAlign },
): void {
  at.font = fontOf(look.palette, look.size);
  at.textAlign = look.align;
  at.textBaseline = 'middle';
  at.strokeStyle = look.palette.halo;
  at.lineWidth = look.halo * 2;
  at.strokeText(text, x, y);
  at.fillStyle = look.palette.text;
  at.fillText(text, x, y);
}
