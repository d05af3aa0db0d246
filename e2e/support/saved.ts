import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Desk } from './hosts.ts';

/** What is handed over when `press` is done, whichever host: the browser's download, or Electron's with the dialog answered. */
export async function saved(
  desk: Desk,
  folder: string,
  press: () => Promise<void>,
): Promise<{ name: string; bytes: Buffer }> {
  if (desk.electron === null) {
    const [download] = await Promise.all([desk.page.waitForEvent('download'), press()]);
    return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
  }
  const kept = desk.electron.evaluate(
    ({ session }, path) =>
      new Promise<string>((resolve, reject) => {
        session.defaultSession.once('will-download', (_event, item) => {
          // A Windows Electron on a Linux machine knows the same folder by a drive's letter.
          item.setSavePath(process.platform === 'win32' ? `Z:${path.replaceAll('/', '\\')}` : path);
          item.once('done', (_done, state) =>
            state === 'completed' ? resolve(item.getFilename()) : reject(new Error(state)),
          );
        });
      }),
    join(folder, 'kept'),
  );
  const [name] = await Promise.all([kept, press()]);
  return { name, bytes: readFileSync(join(folder, 'kept')) };
}

/** Colours in a PNG, of every 7th pixel: one is a blank picture. Decoded by the page itself. */
export const coloursOf = (page: Page, png: Buffer): Promise<{ width: number; colours: number }> =>
  page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [image.width, image.height];
    const context = canvas.getContext('2d');
    context?.drawImage(image, 0, 0);
    const { data } = context?.getImageData(0, 0, image.width, image.height) ?? { data: [] };
    const seen = new Set<string>();
    for (let i = 0; i < data.length; i += 28) seen.add(`${data[i]} ${data[i + 1]} ${data[i + 2]}`);
    return { width: image.width, colours: seen.size };
  }, png.toString('base64'));
