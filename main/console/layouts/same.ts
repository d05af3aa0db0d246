import type { DeskWindow, Place, Rect } from '../../../contract/layout/types.ts';

/** Device-independent pixels that a window may be off without being elsewhere: systems round and add their frames. */
const NEAR = 12;
/** A share that differs less is the same: half a pixel of a wide screen. */
const SHARE = 1e-4;

/**
 * Whether the windows stand as in the layout. What the layout says nothing of (no bounds) is the same in any case, and so is which
 * tab is in front: looking at another one arranges nothing.
 */
export function sameArrangement(now: readonly DeskWindow[], layout: readonly DeskWindow[]): boolean {
  return (
    now.length === layout.length &&
    layout.every((wanted) => {
      const window = now.find(({ id }) => id === wanted.id);
      if (window === undefined || !samePlace(window.root, wanted.root)) return false;
      return wanted.bounds === null || (window.state === wanted.state && near(window.bounds, wanted.bounds));
    })
  );
}

function samePlace(a: Place | null, b: Place | null): boolean {
  if (a === null || b === null) return a === b;
  if (a.kind === 'stack' || b.kind === 'stack') {
    if (a.kind !== b.kind) return false;
    return a.kind === 'stack' && b.kind === 'stack' && a.panels.join() === b.panels.join();
  }
  return (
    a.along === b.along &&
    a.children.length === b.children.length &&
    a.children.every((child, n) => samePlace(child, b.children[n] ?? null)) &&
    a.shares.every((share, n) => Math.abs(share - (b.shares[n] ?? 0)) < SHARE)
  );
}

const near = (a: Rect | null, b: Rect): boolean =>
  a !== null && (['x', 'y', 'width', 'height'] as const).every((side) => Math.abs(a[side] - b[side]) <= NEAR);
