import type { Protocol } from 'electron';
import { readFile } from 'node:fs/promises';
import type { Disposable } from '../../../contract/disposable.ts';
import type { Logger } from '../../console/ports.ts';
import { pageHeaders } from '../../host/page-headers.ts';
import { APP_HOST, APP_SCHEME, TILES_HOST, TILES_ORIGIN } from '../security/origin.ts';
import { bundleFile, typeOf } from '../../host/files/bundle-path.ts';
import { tilesResponse } from './tiles.ts';

/** Before the app is ready. Not `bypassCSP`, no service workers. */
export function registerAppScheme(protocol: Protocol): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: APP_SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true },
    },
  ]);
}

export interface Served {
  /** Folder of the renderer's bundle. */
  readonly bundle: string;
  /** Tiles files by id, from the configuration; a page can name only an id. */
  readonly tiles: ReadonlyMap<string, string>;
}

/** `app://routewatch/...` from the bundle, `app://tiles/ID` from the configured files; all else is 404. */
export function serveAppScheme(protocol: Protocol, served: Served, log: Logger): Disposable {
  const headers = pageHeaders(TILES_ORIGIN);
  protocol.handle(APP_SCHEME, async (request) => {
    let response: Response;
    try {
      response = await answer(request, served);
    } catch (error) {
      log.error('app scheme', { error: String(error) });
      response = plain(500);
    }
    for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
    return response;
  });
  return { dispose: () => protocol.unhandle(APP_SCHEME) };
}

async function answer(request: Request, { bundle, tiles }: Served): Promise<Response> {
  const url = new URL(request.url);
  if (request.method !== 'GET') return plain(405);
  if (url.host === TILES_HOST) {
    const path = tiles.get(url.pathname.slice(1));
    return path === undefined ? plain(404) : tilesResponse(path, request.headers.get('range'));
  }
  const file = url.host === APP_HOST ? bundleFile(bundle, url.pathname) : null;
  const type = file === null ? null : typeOf(file);
  if (file === null || type === null) return plain(404);
  try {
    return new Response(await readFile(file), { headers: { 'Content-Type': type } });
  } catch (error) {
    if (['ENOENT', 'EISDIR', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? ''))
      return plain(404);
    throw error;
  }
}

const plain = (status: number): Response =>
  new Response(`${status}`, { status, headers: { 'Content-Type': 'text/plain' } });
