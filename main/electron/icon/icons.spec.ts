import { expect, test } from 'vitest';
import { badgeText } from './digits.ts';
import { appIcon, overlayIcon, trayIcon } from './icons.ts';
import type { Raster } from './raster.ts';

const count = ({ pixels }: Raster, [red, green, blue]: readonly number[]): number => {
  let found = 0;
  for (let i = 0; i < pixels.length; i += 4) {
    if (pixels[i] === blue && pixels[i + 1] === green && pixels[i + 2] === red && pixels[i + 3] === 255)
      found++;
  }
  return found;
};
const RED = [0xff, 0x52, 0x52];
const ORANGE = [0xff, 0xa2, 0x3a];
const INK = [0x12, 0x12, 0x12];

test('nothing unacknowledged: the emblem, no alarm colour', () => {
  expect(trayIcon(32, 0, null)).toEqual(appIcon(32));
  expect(count(appIcon(32), RED) + count(appIcon(32), ORANGE)).toBe(0);
});

test('the badge has the colour of the most urgent, and the number in ink', () => {
  const one = trayIcon(32, 4, 1);
  expect(count(one, RED)).toBeGreaterThan(100);
  expect(count(one, INK)).toBeGreaterThan(8);
  expect(count(trayIcon(32, 4, 2), RED)).toBe(0);
  expect(count(trayIcon(32, 4, 2), ORANGE)).toBeGreaterThan(100);
});

test('each number up to 99 looks different, and each at 16 pixels too', () => {
  for (const side of [16, 32]) {
    const seen = new Set(
      Array.from({ length: 99 }, (_, i) => Buffer.from(trayIcon(side, i + 1, 1).pixels).toString('base64')),
    );
    expect(seen.size).toBe(99);
  }
});

test('two characters at most', () => {
  expect([0, 7, 99, 100, 4_000, -3].map(badgeText)).toEqual(['0', '7', '99', '9+', '9+', '0']);
});

test('corners are transparent and colours are premultiplied', () => {
  const { pixels } = overlayIcon(16, 12, 1);
  expect([...pixels.subarray(0, 4)]).toEqual([0, 0, 0, 0]);
  for (let i = 0; i < pixels.length; i += 4) {
    expect(Math.max(pixels[i] ?? 0, pixels[i + 1] ?? 0, pixels[i + 2] ?? 0)).toBeLessThanOrEqual(
      pixels[i + 3] ?? 0,
    );
  }
});
