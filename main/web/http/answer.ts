import type { IncomingMessage, ServerResponse } from 'node:http';
import { bundleFile, typeOf } from '../../host/files/bundle-path.ts';
import { pageHeaders } from '../../host/page-headers.ts';
import type { Door } from './door.ts';
import { isOwnHost } from './door.ts';
import { sendFile } from './files.ts';

export const TILES_PATH = '/app/tiles/';

export interface Served {
  readonly door: Door;
  /** Folder of the renderer's bundle. */
  readonly bundle: string;
  /** Tiles files by id, from the configuration; a page can name only an id. */
  readonly tiles: ReadonlyMap<string, string>;
  /** `127.0.0.1:PORT`. */
  readonly host: string;
}

/** `/?key=K` once, then the bundle and the tiles for whoever has the cookie; all else is refused in words. */
export async function answer(
  served: Served,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { door, host } = served;
  for (const [name, value] of Object.entries(pageHeaders(`ws://${host}`))) response.setHeader(name, value);
  response.setHeader('cross-origin-resource-policy', 'same-origin');
  if (!isOwnHost(request, host)) return say(response, 421, 'This address has another name.');
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return say(response, 405, 'Only GET is answered.');
  const url = new URL(request.url ?? '/', `http://${host}`);

  const key = url.searchParams.get('key');
  if (url.pathname === '/' && key !== null) {
    const cookie = door.exchange(key);
    // A reload of the opened address: its key is used up, the cookie is there.
    if (cookie === null && !door.holdsCookie(request)) return say(response, 403, USED);
    const headers = cookie === null ? {} : { 'set-cookie': cookie };
    response.writeHead(303, { ...headers, location: '/', 'cache-control': 'no-store' }).end();
    return;
  }
  if (!door.holdsCookie(request)) return say(response, 401, CLOSED);
  if (!(await serve(served, url.pathname, request, response))) say(response, 404, 'There is nothing here.');
}

const USED = 'This address worked once and was used. Start the console again for another.';
const CLOSED = 'Open the address that the console printed when it started.';

async function serve(
  { bundle, tiles }: Served,
  pathname: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  if (pathname.startsWith(TILES_PATH)) {
    const path = tiles.get(pathname.slice(TILES_PATH.length));
    if (path === undefined) return false;
    const headers = { 'content-type': 'application/octet-stream', 'accept-ranges': 'bytes' };
    return sendFile(response, path, headers, request.headers.range);
  }
  const file = bundleFile(bundle, pathname);
  const type = file === null ? null : typeOf(file);
  if (file === null || type === null) return false;
  // Names under assets/ hold a hash of what is in them.
  const cache = pathname.startsWith('/assets/') ? 'private, max-age=31536000, immutable' : 'no-cache';
  return sendFile(response, file, { 'content-type': type, 'cache-control': cache });
}

function say(response: ServerResponse, status: number, words: string): void {
  response
    .writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' })
    .end(`${words}\n`);
}
