/** Far above any layout: a file larger than this is another file. */
const MAX_BYTES = 256 * 1024;

export function saveText(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Taken over by the browser by the next turn.
  setTimeout(() => URL.revokeObjectURL(url));
}

export interface PickedFile {
  readonly name: string;
  /** Cut at 256 KiB. */
  readonly text: string;
}

/** A file that the operator picks; null where none was picked. */
export function pickFile(): Promise<PickedFile | null> {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = '.json,application/json';
  return new Promise((resolve, reject) => {
    input.addEventListener('cancel', () => resolve(null), { once: true });
    input.addEventListener(
      'change',
      () => {
        const file = input.files?.[0];
        if (file === undefined) resolve(null);
        else
          file
            .slice(0, MAX_BYTES)
            .text()
            .then((text) => resolve({ name: file.name, text }), reject);
      },
      { once: true },
    );
    input.click();
  });
}
