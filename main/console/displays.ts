import type { Bounds } from './ports.ts';

/** Device-independent pixels. */
export const SMALLEST = { width: 640, height: 480 };
const FIRST = { width: 1_600, height: 1_000 };
/** So much of the title bar must be on a display that a hand can drag the window from there. */
const GRIP = { width: 120, height: 32 };

/**
 * Where a window goes: as saved, when its title bar can still be reached; else moved, and if need be shrunk, into the work area that it
 * overlaps most, or the primary where it overlaps none (its monitor was unplugged). Size changes only when it does not fit.
 * @param saved null: never saved
 * @param workAreas the primary first; at least one, else the saved or first size at the origin is answered
 */
export function placeWindow(saved: Bounds | null, workAreas: readonly Bounds[]): Bounds {
  const [primary] = workAreas;
  if (primary === undefined) return saved ?? { x: 0, y: 0, ...FIRST };
  if (saved === null || !usable(saved)) return centre(FIRST, primary);
  // By the window as it would be, not as it was saved: one that grows to the least size may belong elsewhere.
  const window = {
    x: Math.round(saved.x),
    y: Math.round(saved.y),
    width: Math.max(SMALLEST.width, Math.round(saved.width)),
    height: Math.max(SMALLEST.height, Math.round(saved.height)),
  };
  const home = workAreas.reduce((best, area) =>
    overlap(window, area) > overlap(window, best) ? area : best,
  );
  if (overlap(window, home) === 0) return centre(window, primary);
  if (reachable(window, workAreas) && window.width <= home.width && window.height <= home.height)
    return window;
  const width = Math.min(window.width, home.width);
  const height = Math.min(window.height, home.height);
  return {
    x: clamp(window.x, home.x, home.x + home.width - width),
    y: clamp(window.y, home.y, home.y + home.height - height),
    width,
    height,
  };
}

const usable = ({ x, y, width, height }: Bounds): boolean =>
  [x, y, width, height].every(Number.isFinite) && width > 0 && height > 0;

const clamp = (value: number, low: number, high: number): number =>
  Math.round(Math.min(Math.max(value, low), high));

/** Square pixels that two rectangles share. */
function overlap(a: Bounds, b: Bounds): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.max(0, width) * Math.max(0, height);
}

function reachable(window: Bounds, workAreas: readonly Bounds[]): boolean {
  const title = { ...window, height: GRIP.height };
  return workAreas.some(
    (area) =>
      window.y >= area.y &&
      overlap(title, area) >= GRIP.width * GRIP.height &&
      window.y + GRIP.height <= area.y + area.height,
  );
}

function centre(size: { width: number; height: number }, area: Bounds): Bounds {
  const width = Math.min(size.width, area.width);
  const height = Math.min(size.height, area.height);
  return {
    x: Math.round(area.x + (area.width - width) / 2),
    y: Math.round(area.y + (area.height - height) / 2),
    width,
    height,
  };
}
