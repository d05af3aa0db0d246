import { readFileSync } from 'node:fs';
import { join } from 'node:path';
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
