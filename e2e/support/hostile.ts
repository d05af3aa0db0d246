import type { ElectronApplication } from '@playwright/test';

/** For a loop over all addresses; a page that is led away never answers. Milliseconds. */
const PATIENCE = 60_000;
const OPENED = 'e2eOpened';
const ASKED = 'e2eAsked';
type Kept = Readonly<Record<string, string[]>>;

/** Stands in for the system's browser and its file manager, so that even a console that fails opens nothing on this computer. */
export const record = (electron: ElectronApplication): Promise<void> =>
  electron.evaluate(
    ({ BrowserWindow, shell, session }, [OPENED, ASKED]) => {
      const opened: string[] = [];
      const asked: string[] = [];
      Object.assign(globalThis, { [OPENED]: opened, [ASKED]: asked });
      const take = (url: string): Promise<void> => Promise.resolve(void opened.push(url));
      Object.assign(shell, { openExternal: take, openPath: take, showItemInFolder: take });
      session.defaultSession.on('will-download', (_, item) => void opened.push(`download ${item.getURL()}`));
      for (const { webContents } of BrowserWindow.getAllWindows()) {
        // After the console's own listener.
        webContents.on('will-frame-navigate', (event) => {
          asked.push(event.defaultPrevented ? event.url : `NOT REFUSED ${event.url}`);
        });
      }
    },
    [OPENED, ASKED] as const,
  );

const kept = (electron: ElectronApplication, name: string): Promise<string[]> =>
  electron.evaluate(
    (_, name) => [...((globalThis as unknown as Kept)[name] ?? ['nothing is recorded'])],
    name,
  );
export const opened = (electron: ElectronApplication): Promise<string[]> => kept(electron, OPENED);
/** What Chromium asked whether a window may go there. */
export const asked = (electron: ElectronApplication): Promise<string[]> => kept(electron, ASKED);
/** Every `webContents`, by its kind and address. */
export const pages = (electron: ElectronApplication): Promise<string[]> =>
  electron.evaluate(({ webContents }) =>
    webContents
      .getAllWebContents()
      .map((contents) => `${contents.getType()} ${contents.getURL()}`)
      .sort(),
  );

/** What the page says of its link; by the main process, as a navigation that Chromium refused is one to Playwright that never ends. */
export const linkOf = (electron: ElectronApplication): Promise<string> =>
  electron.evaluate(
    ({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(
        `document.querySelector('[data-testid=link]')?.textContent ?? ''`,
      ) as Promise<string>,
  );

/**
 * Hands the addresses to `code`, a page's function of one address, in a loop inside the page, some milliseconds apart; what is no address
 * at all may throw there. Chromium makes `about:blank` of a few and asks nobody: a page that so went away is waited for, and goes on.
 * @returns how many were gone through within the patience
 */
export const inThePage = (
  electron: ElectronApplication,
  code: string,
  urls: readonly string[],
): Promise<number> =>
  electron.evaluate(
    async ({ BrowserWindow }, { code, urls, patience }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      if (contents === undefined) throw new Error('no window');
      const home = contents.getURL();
      const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
      let done = 0;
      const said = (_: unknown, __: number, message: string): void => {
        const n = /^e2e went through (\d+)$/.exec(message)?.[1];
        if (n !== undefined) done = Math.max(done, Number(n));
      };
      contents.on('console-message', said);
      const end = performance.now() + patience;
      while (done < urls.length && performance.now() < end) {
        const loop = `(async () => {
          const each = ${code};
          let done = ${done};
          for (const url of ${JSON.stringify(urls.slice(done))}) {
            console.debug('e2e went through ' + ++done);
            try { each(url); } catch (error) { if (!(error instanceof DOMException)) throw error; }
            await new Promise((resolve) => setTimeout(resolve, 5));
          }
        })()`;
        let gone: () => void = () => undefined;
        const away = new Promise<void>((resolve) => (gone = resolve));
        contents.once('did-navigate', gone);
        const late = setTimeout(gone, end - performance.now());
        await Promise.race([contents.executeJavaScript(loop, true) as Promise<void>, away]);
        contents.off('did-navigate', gone);
        clearTimeout(late);
        while ((contents.getURL() !== home || contents.isLoadingMainFrame()) && performance.now() < end)
          await pause(50);
      }
      contents.off('console-message', said);
      return done;
    },
    { code, urls, patience: PATIENCE },
  );
