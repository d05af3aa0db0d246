import { mercatorX, mercatorY } from '../vehicles/mercator.ts';
import type { Overlay, StopLook } from './overlay.ts';

/** What lies above what. */
const ABOVE: readonly StopLook[] = ['done', 'failed', 'pending', 'next'];

/**
 * The stop of the drawn route under the pointer, the topmost and then the nearest first; null for none.
 * `x`, `y`: unit mercator; `reach` in the same unit.
 */
export function pickStop(overlay: Overlay, x: number, y: number, reach: number): number | null {
  let best: { stop: number; above: number; away: number } | null = null;
  for (const { geometry, properties } of overlay.features) {
    if (geometry.type !== 'Point' || properties.stop === undefined) continue;
    const [lon, lat] = geometry.coordinates;
    const away = Math.hypot(mercatorX(lon ?? NaN) - x, mercatorY(lat ?? NaN) - y);
    if (!(away <= reach)) continue;
    const above = ABOVE.indexOf(properties.look ?? 'done');
    if (best === null || above > best.above || (above === best.above && away < best.away))
      best = { stop: properties.stop, above, away };
  }
  return best?.stop ?? null;
}
