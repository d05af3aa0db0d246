import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LonLat } from '../../contract/fleet.ts';
import { decodePolyline } from './polyline.ts';

/** The format's own encoder, written from its description, for the round trip. */
function encode(points: readonly LonLat[], precision: number): string {
  let before: readonly number[] = [0, 0];
  return points
    .map(([lon, lat]) => {
      const now = [Math.round(lat * 10 ** precision), Math.round(lon * 10 ** precision)];
      const text = now.map((value, i) => encodeDelta(value - (before[i] ?? 0))).join('');
      before = now;
      return text;
    })
    .join('');
}
function encodeDelta(value: number): string {
  let rest = BigInt(value) << 1n;
  if (value < 0) rest = ~rest;
  let text = '';
  for (; rest >= 32n; rest >>= 5n) text += String.fromCharCode(Number((rest & 31n) | 32n) + 63);
  return text + String.fromCharCode(Number(rest) + 63);
}

describe('decodePolyline', () => {
  it("reads the format's published example", () => {
    expect(decodePolyline('_p~iF~ps|U_ulLnnqC_mqNvxq`@')).toEqual({
      ok: true,
      value: [
        [-120.2, 38.5],
        [-120.95, 40.7],
        [-126.453, 43.252],
      ],
    });
  });

  it.each([5, 6] as const)('gives back what was encoded with precision %i', (precision) => {
    const degrees = (limit: number) =>
      fc
        .integer({ min: -limit * 10 ** precision, max: limit * 10 ** precision })
        .map((n) => n / 10 ** precision);
    fc.assert(
      fc.property(fc.array(fc.tuple(degrees(180), degrees(90))), (points) => {
        const decoded = decodePolyline(encode(points, precision), precision);
        expect(decoded.ok && decoded.value.map((point) => [point[0] + 0, point[1] + 0])).toEqual(
          points.map((point) => [point[0] + 0, point[1] + 0]),
        );
      }),
    );
  });

  it.each(['_p~iF', '_p~iF~ps|U_', 'a b', '~~~~~~~~~~~~~~~~', 'é'])('refuses %j', (text) => {
    const decoded = decodePolyline(text);
    expect(decoded).toMatchObject({ ok: false, error: { code: 'bad-request' } });
  });

  it('says so when a precision of 6 is read as 5', () => {
    const decoded = decodePolyline(encode([[-120.2, 38.5]], 6), 5);
    expect(decoded.ok || decoded.error.message).toMatch(/precision 5/);
  });
});
