import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { Console } from '../../main/console/index.ts';
import { webSocketPort } from '../../main/web/bridge.ts';
import { answer, type Served } from '../../main/web/http/answer.ts';
import { Door } from '../../main/web/http/door.ts';
import { root } from '../../scripts/lib/root.ts';

/** Where `npm run build` puts the renderer. */
export const BUNDLE = join(root, 'dist/renderer');

/** The web host's door, pages and bridge around a console that the harness has made itself: its clock can be set, its disk filled. */
export async function servePage(desk: Console): Promise<string> {
  const door = new Door();
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const served: Served = { door, host, bundle: BUNDLE, tiles: new Map() };
  server.on('request', (request, response) => {
    answer(served, request, response).catch((error: unknown) => {
      console.error('chaos: page', error);
      response.destroy();
    });
  });
  const bridge = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) =>
    bridge.handleUpgrade(request, socket, head, (opened) => {
      opened.on('error', (error) => console.error('chaos: bridge', error.message));
      desk.attach(webSocketPort(opened, (why) => console.error('chaos: window let go', why)));
    }),
  );
  return `http://${host}/?key=${door.newKey()}`;
}
