import type { ToRenderer } from '../../../contract/bridge.ts';
import type { FramePort } from '../ports.ts';

/** A renderer's end of a bridge without a page behind it: what the console sends arrives in a turn of its own, as over a real port. */
export abstract class FakePort implements FramePort {
  closed = false;
  #message: (text: string) => void = () => undefined;
  #close: () => void = () => undefined;

  send(text: string): void {
    queueMicrotask(() => this.take(JSON.parse(text) as ToRenderer, text));
  }
  onMessage(listener: (text: string) => void): void {
    this.#message = listener;
  }
  onClose(listener: () => void): void {
    this.#close = listener;
  }
  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.#close();
  }
  /** To the console; a text goes as it is, malformed or not. */
  say(message: object | string): void {
    this.#message(typeof message === 'string' ? message : JSON.stringify(message));
  }

  protected abstract take(message: ToRenderer, text: string): void;
}
