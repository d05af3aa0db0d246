import type { Bounds } from './ports.ts';

const GRIP = 48;

/** Whether enough of a window's top edge lies on a display to be seen and dragged; without any display nothing can be said, so yes. */
export function onSomeDisplay(window: Bounds, workAreas: readonly Bounds[]): boolean {
  if (workAreas.length === 0) return true;
  return workAreas.some((area) => {
    const wide = Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x);
    return wide >= GRIP && window.y >= area.y - GRIP / 2 && window.y <= area.y + area.height - GRIP;
  });
}
