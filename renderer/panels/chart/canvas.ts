import type { Attachment } from 'svelte/attachments';
import { untrack } from 'svelte';
import type { Disposable } from '../../../contract/disposable.ts';
import { watchPixelRatio } from '../../ui/pixel-ratio.ts';

/** A Chart.js chart on a canvas. */
export interface CanvasView extends Disposable {
  /** The theme, the text size or the display's pixels are others. */
  restyle(): void;
}

/** What decides how a canvas is drawn; a canvas cannot read it by itself. */
const THEMED = ['data-theme', 'data-density', 'data-text', 'class', 'style'];

/** Makes the view of a canvas, dresses it again when the page is dressed anew, and ends it. `made`: the view, or null at the end. */
export const drawnBy =
  <V extends CanvasView>(
    make: (canvas: HTMLCanvasElement) => V,
    made: (view: V | null) => void,
  ): Attachment<HTMLCanvasElement> =>
  (canvas) =>
    untrack(() => {
      const view = make(canvas);
      let frame = 0;
      const restyle = (): void => {
        cancelAnimationFrame(frame);
        frame = requestAnimationFrame(() => view.restyle());
      };
      const theme = new MutationObserver(restyle);
      theme.observe(document.documentElement, { attributes: true, attributeFilter: THEMED });
      const pixels = watchPixelRatio(restyle);
      made(view);
      return () => {
        cancelAnimationFrame(frame);
        theme.disconnect();
        pixels.dispose();
        made(null);
        view.dispose();
      };
    });
