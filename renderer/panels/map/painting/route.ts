import type { Palette } from '../palette.ts';
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

interface LineLook {
  readonly kind: OverlayProperties['kind'];
  readonly color: keyof Palette & ('halo' | 'done' | 'accent');
  readonly width: number;
  readonly opacity: number;
  readonly dotted: boolean;
}

/** As `route/layers.ts` says it to MapLibre, in the same order. */
const LINES: readonly LineLook[] = [
  { kind: 'remaining', color: 'halo', width: 6, opacity: 0.8, dotted: false },
  { kind: 'done', color: 'done', width: 2, opacity: 0.55, dotted: false },
  { kind: 'remaining', color: 'accent', width: 3, opacity: 1, dotted: false },
  { kind: 'leg-done', color: 'done', width: 2, opacity: 1, dotted: true },
  { kind: 'leg', color: 'accent', width: 2, opacity: 1, dotted: true },
];

/** Everything of the selected route that lies under the vehicles. `at` is in CSS pixels. */
export function paintRoute(
  at: CanvasRenderingContext2D,
  features: readonly PlacedFeature[],
  picture: RoutePicture,
): void {
  const { palette, scale } = picture;
  at.lineCap = at.lineJoin = 'round';
  for (const look of LINES) {
    at.strokeStyle = palette[look.color];
    at.lineWidth = look.width * scale;
    at.globalAlpha = look.opacity;
    at.setLineDash(look.dotted ? [0.1 * at.lineWidth, 3 * at.lineWidth] : []);
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

/** Linear between zooms, as MapLibre's `interpolate`. `steps`: pairs of zoom and size. */
export function sizeAt(zoom: number, steps: readonly (readonly [number, number])[]): number {
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
    at.arc(x, y, radius + 0.875 * scale, 0, Math.PI * 2);
    at.strokeStyle = rim;
    at.lineWidth = 1.75 * scale;
    at.stroke();
  };
  const stop = (radius: number): number =>
    sizeAt(camera.zoom, [
      [10, radius * 0.6],
      [13, radius],
    ]) * scale;
  const behind = sizeAt(camera.zoom, [
    [10, 1],
    [13, 1.75],
    [16, 3],
  ]);
  at.globalAlpha = 0.7;
  each('done', (x, y) => disc(x, y, behind * scale, palette.done, null));
  at.globalAlpha = 1;
  each('failed', (x, y) =>
    words(at, '\u00d7', x, y, { palette, size: 15 * scale, halo: 1.5, align: 'center' }),
  );
  each('pending', (x, y) => disc(x, y, stop(3.25), palette.halo, palette.accent));
  each('next', (x, y) => disc(x, y, stop(6), palette.accent, palette.halo));
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
  const size = 12 * scale;
  const x = screenX(camera, next.points[0] ?? NaN);
  const y = screenY(camera, next.points[1] ?? NaN);
  at.font = fontOf(palette, size);
  // To the right of its stop, or to the left where the picture ends.
  const fits = x + size + at.measureText(label).width < camera.width;
  const look = { palette, size, halo: 2, align: fits ? 'left' : 'right' } as const;
  words(at, label, fits ? x + size : x - size, y, look);
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
