import type { LonLat } from '../../contract/fleet.ts';
import { fail, ok, type Result } from '../../contract/result.ts';

/**
 * Decodes an encoded polyline (Google's Encoded Polyline Algorithm Format) of 5 or 6 decimal digits. The format is latitude first; the
 * answer is [longitude, latitude]. Fails with `bad-request` for characters outside the format, a value cut short, or a place off the Earth.
 */
export function decodePolyline(text: string, precision: 5 | 6 = 5): Result<LonLat[]> {
  const scale = 10 ** precision;
  const points: LonLat[] = [];
  let at = 0;
  let lat = 0;
  let lon = 0;
  while (at < text.length) {
    const north = readDelta(text, at);
    const east = north === null ? null : readDelta(text, north.end);
    if (north === null || east === null)
      return fail('bad-request', `not an encoded polyline at character ${at}`);
    lat += north.value;
    lon += east.value;
    if (Math.abs(lat) > 90 * scale || Math.abs(lon) > 180 * scale)
      return fail('bad-request', `point ${points.length} is off the Earth: is the precision ${precision}?`);
    points.push([lon / scale, lat / scale]);
    at = east.end;
  }
  return ok(points);
}

/** One signed number: chunks of five bits, low first, each plus 63, 0x20 set on all but the last. */
function readDelta(text: string, from: number): { readonly value: number; readonly end: number } | null {
  let bits = 0;
  for (let at = from, shift = 0; at < text.length && shift <= 30; at++, shift += 5) {
    const chunk = text.charCodeAt(at) - 63;
    if (chunk < 0 || chunk > 63) return null;
    bits += (chunk & 0x1f) * 2 ** shift;
    if (chunk < 0x20) return { value: bits % 2 === 1 ? -(bits + 1) / 2 : bits / 2, end: at + 1 };
  }
  return null;
}
