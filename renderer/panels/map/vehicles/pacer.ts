import type { Disposable } from '../../../../contract/disposable.ts';

/** Between two pictures of the fleet where no graphics card draws them: each takes both processors for a while, and keys wait behind it. */
export const SOFTWARE_MS = 1_000;

/** Renderers that are programs: ANGLE on SwiftShader, Mesa's llvmpipe and softpipe, Windows' basic driver (remote desktops, virtual machines). */
const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render/i;

/** Whether WebGL on this canvas is drawn by the processor; false where the browser does not say. */
export function isDrawnBySoftware(canvas: HTMLCanvasElement): boolean {
  const gl = canvas.getContext('webgl2');
  const told = gl?.getExtension('WEBGL_debug_renderer_info');
  if (gl === null || told === null || told === undefined) return false;
  return SOFTWARE.test(String(gl.getParameter(told.UNMASKED_RENDERER_WEBGL)));
}

/** Runs `paint` when asked, at most once in `least` ms: at once after a pause, else when the time is over. */
export class Pacer implements Disposable {
  readonly #least: number;
  readonly #now: () => number;
  readonly #paint: () => void;
  #last = -Infinity;
  #timer: ReturnType<typeof setTimeout> | null = null;

  /** @param now milliseconds of a clock that never goes back */
  constructor(least: number, now: () => number, paint: () => void) {
    this.#least = least;
    this.#now = now;
    this.#paint = paint;
  }

  ask(): void {
    if (this.#timer !== null) return;
    const wait = this.#last + this.#least - this.#now();
    if (wait <= 0) this.#run();
    else this.#timer = setTimeout(() => this.#run(), wait);
  }

  dispose(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #run(): void {
    this.#timer = null;
    this.#last = this.#now();
    this.#paint();
  }
}
