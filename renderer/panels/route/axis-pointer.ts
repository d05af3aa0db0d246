import type { Attachment } from 'svelte/attachments';
import { feedMs, type FeedMs } from '../../../contract/time.ts';
import type { Span } from './scale.ts';

/** What the pointer needs of the axis that lies at the right end of each row. */
export interface AxisHands {
  /** px */
  readonly width: () => number;
  readonly frame: () => Span;
  /** A drag begins: `pan` is told from here. */
  readonly grip: () => void;
  /** Share of the frame since the grip, to the right. At most once a frame. */
  readonly pan: (share: number) => void;
  /** The feed time under the pointer; null off the axis. */
  readonly point: (at: FeedMs | null) => void;
}

/** A press that moves less is a press on the row, px. */
const STILL_PX = 4;

/** Drags the time axis and says which time is pointed at. */
export const axisPointer =
  (hands: AxisHands): Attachment<HTMLElement> =>
  (box) => {
    const ended = new AbortController();
    const { signal } = ended;
    let grip: { readonly x: number; readonly pointer: number; moved: boolean } | null = null;
    let frame = 0;
    let by = 0;

    /** px from the axis' left edge; the scroll bar lies beyond it. */
    const leftOf = (event: PointerEvent): number =>
      event.clientX - box.getBoundingClientRect().left - (box.clientWidth - hands.width());
    const isOn = (left: number): boolean => left >= 0 && left <= hands.width();
    const timeAt = (left: number): FeedMs => {
      const { from, to } = hands.frame();
      return feedMs(Math.round(from + (left / Math.max(1, hands.width())) * (to - from)));
    };
    const end = (): void => {
      grip = null;
      box.classList.remove('dragging');
    };

    box.addEventListener(
      'pointerdown',
      (event) => {
        if (event.button !== 0 || !isOn(leftOf(event))) return;
        grip = { x: event.clientX, pointer: event.pointerId, moved: false };
        hands.grip();
      },
      { signal },
    );
    box.addEventListener(
      'pointermove',
      (event) => {
        const left = leftOf(event);
        hands.point(isOn(left) ? timeAt(left) : null);
        if (grip === null) return;
        by = event.clientX - grip.x;
        if (!grip.moved && Math.abs(by) < STILL_PX) return;
        if (!grip.moved) {
          grip.moved = true;
          box.setPointerCapture(grip.pointer);
          box.classList.add('dragging');
        }
        // A pointer tells more often than a display shows.
        frame ||= requestAnimationFrame(() => {
          frame = 0;
          hands.pan(-by / Math.max(1, hands.width()));
        });
      },
      { signal },
    );
    box.addEventListener('pointerup', end, { signal });
    box.addEventListener('pointercancel', end, { signal });
    box.addEventListener('pointerleave', () => hands.point(null), { signal });
    return () => {
      ended.abort();
      cancelAnimationFrame(frame);
      hands.point(null);
    };
  };
