import type { App, WebContents } from 'electron';
import { EventEmitter } from 'node:events';
import { expect, test, vi } from 'vitest';
import { OWN_SITES } from '../../../contract/external.ts';
import { externalOpener } from './external.ts';
import { HOSTILE_URLS } from './hostile-urls.fixture.ts';
import { guardNavigation } from './navigation.ts';

type OpenHandler = (details: { url: string }) => { action: string };

function rig() {
  const app = new EventEmitter();
  const silent = () => undefined;
  const log = { debug: silent, info: silent, warn: vi.fn(), error: silent };
  const opened: string[] = [];
  const open = externalOpener(
    (url) => Promise.resolve(void opened.push(url)),
    () => OWN_SITES,
    log,
  );
  const guard = guardNavigation(app as unknown as App, open, log, () => 'app://routewatch/?window=x');
  let id = 0;
  const contents = () => {
    let handler: OpenHandler = () => ({ action: 'allow' });
    const made = Object.assign(new EventEmitter(), {
      id: ++id,
      setWindowOpenHandler: (given: OpenHandler) => void (handler = given),
      loadURL: vi.fn(() => Promise.resolve()),
    });
    app.emit('web-contents-created', {}, made as unknown as WebContents);
    return { made, open: (url: string) => handler({ url }) };
  };
  return { app, guard, contents, opened };
}

test.each(['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'])(
  '%s is refused for every page, wherever it leads',
  (event) => {
    const { contents } = rig();
    for (const { made } of [contents(), contents()])
      for (const url of ['app://routewatch/', 'https://www.openstreetmap.org/', ...HOSTILE_URLS]) {
        const asked = { url, preventDefault: vi.fn() };
        made.emit(event, asked, url);
        expect(asked.preventDefault, url).toHaveBeenCalledOnce();
      }
  },
);

test('window.open makes no window, and opens a listed address in the system’s browser only', () => {
  const { contents, opened } = rig();
  const page = contents();
  for (const url of HOSTILE_URLS) expect(page.open(url), url).toEqual({ action: 'deny' });
  expect(opened).toEqual([]);
  expect(page.open('https://www.openstreetmap.org/copyright')).toEqual({ action: 'deny' });
  expect(opened).toEqual(['https://www.openstreetmap.org/copyright']);
});

test('a page that got away nevertheless is brought back to where it belongs', () => {
  const { made } = rig().contents();
  made.emit('did-navigate', {}, 'app://routewatch/?window=y');
  made.emit('did-navigate', {}, 'devtools://devtools/bundled/inspector.html');
  expect(made.loadURL).not.toHaveBeenCalled();
  for (const url of ['about:blank', 'https://example.org/', 'data:text/html,x'])
    made.emit('did-navigate', {}, url);
  expect(made.loadURL.mock.calls).toEqual(Array(3).fill(['app://routewatch/?window=x']));
});

test('ends with its owner', () => {
  const { app, guard } = rig();
  guard.dispose();
  expect(app.listenerCount('web-contents-created')).toBe(0);
});
