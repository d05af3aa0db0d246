import type { Disposable } from '../../../contract/disposable.ts';

/** Hands a file to whoever keeps files: the browser, or in Electron the system's dialog. Holds the last one's address. */
export class Saver implements Disposable {
  #url: string | null = null;

  save(name: string, blob: Blob): void {
    this.dispose();
    this.#url = URL.createObjectURL(blob);
    const link = document.createElement('a');
    link.href = this.#url;
    link.download = name;
    link.click();
  }

  dispose(): void {
    if (this.#url !== null) URL.revokeObjectURL(this.#url);
    this.#url = null;
  }
}
