import type { Disposable } from '../../../contract/disposable.ts';
import { readPalette, type Palette } from './palette.ts';

export interface Look {
  readonly palette: Palette;
  /** Size of everything that is drawn: 1 at 13 px text. */
  readonly scale: number;
}

const DESIGN_TEXT_PX = 13;

export function readLook(): Look {
  const style = getComputedStyle(document.documentElement);
  const size = Number.parseFloat(style.getPropertyValue('--size'));
  return {
    palette: readPalette((name) => style.getPropertyValue(name)),
    scale: Number.isFinite(size) && size > 0 ? size / DESIGN_TEXT_PX : 1,
  };
}

/** Tells when the theme or the text size became another one; both are properties of the root element. */
export function watchLook(container: HTMLElement, changed: (look: Look) => void): Disposable {
  let last = JSON.stringify(readLook());
  const check = (): void => {
    const look = readLook();
    const now = JSON.stringify(look);
    if (now === last) return;
    last = now;
    changed(look);
  };
  const theme = new MutationObserver(check);
  theme.observe(document.documentElement, {
    attributes: true,
    attributeFilter: ['data-theme', 'class', 'style'],
  });
  const size = new ResizeObserver(check);
  size.observe(container);
  return {
    dispose: () => {
      theme.disconnect();
      size.disconnect();
    },
  };
}
