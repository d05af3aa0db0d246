import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import * as v from 'valibot';
import { WebSocketServer } from 'ws';
import { MAIN_WINDOW } from '../../contract/layout/types.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import { windowId } from '../../contract/schema/layout.ts';
import type { ExternalSites } from '../../contract/external.ts';
import type { About } from '../../contract/diagnostics.ts';
import {
  createConsole,
  type Journal,
  type Logger,
  type SettingsStore,
  type TokenVault,
  type Trust,
} from '../console/index.ts';
import { systemClock } from '../console/clock.ts';
import { webSocketPort } from './bridge.ts';
import { answer, TILES_PATH, type Served } from './http/answer.ts';
import { Door, isOwnHost, isOwnOrigin } from './http/door.ts';
import { networkPower } from './power.ts';

/** A renderer says little; its longest message is a sign-in. */
const MAX_MESSAGE = 64 * 1024;
const TILES_ID = 'basemap';

export interface WebHostOptions {
  /** Folder of the built renderer. */
  readonly bundle: string;
  /** 0: any free one. */
  readonly port: number;
  readonly gateway: string | null;
  readonly token: string | null;
  readonly allowHttp: boolean;
  readonly trust?: Trust;
  readonly vault: TokenVault;
  readonly settings: SettingsStore;
  readonly journal: Journal;
  readonly tiles: { readonly path: string; readonly attribution: string } | null;
  /** Absent where the version is not known. */
  readonly about?: About;
  /** Where links may lead; absent: to the program's own sites. */
  readonly sites?: ExternalSites;
  readonly locale: string;
  readonly timeZone: string | null;
  readonly log: Logger;
}

export interface WebHost {
  /** Opens the console once, then works for the same browser by cookie. */
  readonly url: string;
  /** Another address for another browser. */
  newUrl(): string;
  close(): Promise<void>;
}

/** The console in browsers of this computer: pages over http on 127.0.0.1, the bridge as WebSocket at `/bridge`. */
export async function startWebHost(options: WebHostOptions): Promise<WebHost> {
  const { log, tiles } = options;
  const clock = systemClock();
  const desk = createConsole(
    {
      clock,
      log,
      vault: options.vault,
      settings: options.settings,
      journal: options.journal,
      notifications: null,
      windows: {
        show: ({ alarmId }) => log.info('alarm opened', { alarmId }),
        // Pages are opened by pages: a browser lets nobody else.
        reconcile: () => undefined,
      },
      displays: { list: () => [], onChange: () => ({ dispose: () => undefined }) },
      power: networkPower(clock),
    },
    {
      host: 'web',
      gateway: options.gateway,
      token: options.token,
      allowHttp: options.allowHttp,
      ...(options.about === undefined ? {} : { about: options.about }),
      ...(options.sites === undefined ? {} : { sites: options.sites }),
      ...(options.trust !== undefined && { trust: options.trust }),
      locale: options.locale,
      timeZone: options.timeZone,
      basemap:
        tiles === null
          ? null
          : { kind: 'pmtiles', url: `${TILES_PATH}${TILES_ID}`, attribution: tiles.attribution },
    },
  );

  const door = new Door();
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  const host = `127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const served: Served = {
    door,
    host,
    bundle: options.bundle,
    tiles: new Map(tiles === null ? [] : [[TILES_ID, tiles.path]]),
  };
  server.on('request', (request, response) => {
    answer(served, request, response).catch((error: unknown) => {
      log.error('request failed', { why: error instanceof Error ? error.message : String(error) });
      response.destroy();
    });
  });

  const bridge = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE, perMessageDeflate: false });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const asked = bridgeOf(served, request);
    if (!asked.ok) {
      log.warn('bridge refused', { why: asked.error.message });
      socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
      return;
    }
    bridge.handleUpgrade(request, socket, head, (opened) => {
      opened.on('error', (error) => log.warn('bridge', { why: error.message }));
      desk.attach(
        webSocketPort(opened, (why) => log.warn('window let go', { why })),
        asked.value,
      );
    });
  });

  const newUrl = (): string => `http://${host}/?key=${door.newKey()}`;
  const url = newUrl();
  await desk.start();
  return {
    url,
    newUrl,
    async close() {
      desk.dispose();
      await desk.saved();
      bridge.close();
      for (const window of bridge.clients) window.terminate();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** Which window's page asks, `/bridge?window=ID`; `main` where it says nothing. */
function bridgeOf({ door, host }: Served, request: IncomingMessage): Result<string> {
  if (!isOwnHost(request, host)) return fail('forbidden', 'host');
  if (!isOwnOrigin(request, host)) return fail('forbidden', 'origin');
  const { pathname, searchParams } = new URL(request.url ?? '/', `http://${host}`);
  if (pathname !== '/bridge') return fail('forbidden', 'path');
  const window = v.safeParse(windowId, searchParams.get('window') ?? MAIN_WINDOW);
  if (!window.success) return fail('forbidden', 'window');
  return door.holdsCookie(request) ? ok(window.output) : fail('forbidden', 'cookie');
}
