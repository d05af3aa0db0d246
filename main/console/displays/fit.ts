import type { Bounds } from '../ports.ts';

/** Device-independent pixels. */
export const SMALLEST = { width: 640, height: 480 };
/** So much of the title bar must be on a display that a hand can drag the window from there. */
const GRIP = { width: 120, height: 32 };
/** A window of which less than this share is on any display is brought in, though its bar can be reached. */
const SEEN = 0.7;

export const usable = ({ x, y, width, height }: Bounds): boolean =>
  [x, y, width, height].every(Number.isFinite) && width > 0 && height > 0;

const clamp = (value: number, low: number, high: number): number =>
  Math.round(Math.min(Math.max(value, low), high));

/** Square pixels that two rectangles share. */
export function overlap(a: Bounds, b: Bounds): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.max(0, width) * Math.max(0, height);
}

/** Whether one lies wholly within the other, so that whichever is in front leaves nothing of it, or all of it, to be seen. */
export const hides = (a: Bounds, b: Bounds): boolean => within(a, b) || within(b, a);

export const within = (inner: Bounds, outer: Bounds): boolean =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;

/** In whole pixels, at least as large as a window can be. */
export const whole = ({ x, y, width, height }: Bounds): Bounds => ({
  x: Math.round(x),
  y: Math.round(y),
  width: Math.max(SMALLEST.width, Math.round(width)),
  height: Math.max(SMALLEST.height, Math.round(height)),
});

/** Its bar can be dragged, and most of it is seen; it may span displays, or stand out a little where its operator wanted so. */
export function isReachable(window: Bounds, workAreas: readonly Bounds[]): boolean {
  const title = { ...window, height: GRIP.height };
  const grip = workAreas.some(
    (area) =>
      window.y >= area.y &&
      overlap(title, area) >= GRIP.width * GRIP.height &&
      window.y + GRIP.height <= area.y + area.height,
  );
  const seen = workAreas.reduce((sum, area) => sum + overlap(window, area), 0);
  return grip && seen >= SEEN * window.width * window.height;
}

/** Moved, and if need be shrunk, so far that it lies within the area; an area smaller than the smallest window is filled. */
export function fitInto(window: Bounds, area: Bounds): Bounds {
  const width = Math.min(Math.round(window.width), area.width);
  const height = Math.min(Math.round(window.height), area.height);
  return {
    x: clamp(window.x, area.x, area.x + area.width - width),
    y: clamp(window.y, area.y, area.y + area.height - height),
    width,
    height,
  };
}

export const centred = ({ width, height }: { width: number; height: number }, area: Bounds): Bounds =>
  fitInto(
    { x: area.x + (area.width - width) / 2, y: area.y + (area.height - height) / 2, width, height },
    area,
  );

/** The same place on a display of another position, size or scale: position and size by the display's own. */
export function carried(window: Bounds, from: Bounds, to: Bounds): Bounds {
  const [wide, high] = [to.width / from.width, to.height / from.height];
  return whole({
    x: to.x + (window.x - from.x) * wide,
    y: to.y + (window.y - from.y) * high,
    width: window.width * wide,
    height: window.height * high,
  });
}
