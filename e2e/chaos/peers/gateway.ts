import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Server } from 'socket.io';
import type { Delta } from '../../../contract/stream.ts';

/** `plain`: Socket.IO as it comes, with one snapshot at a console's first connection; `recovery`: with its connection state recovery. */
export const PEERS = ['plain', 'recovery'] as const;
export type Peer = (typeof PEERS)[number];

/** Longer than any cut of a plan: recovery is given its best case. */
const RECOVERABLE_MS = 120_000;

/**
 * A second server in the gateway's process, as one would write it with Socket.IO alone: what the gateway commits is broadcast by
 * `emit`, and a console's first connection is answered with what is open. The same alarms, the same death, the same line.
 */
export function openPeerGateway(peer: Peer, port: number, dataDir: string) {
  const server = createServer();
  const io = new Server(server, {
    transports: ['websocket'],
    ...(peer === 'recovery'
      ? { connectionStateRecovery: { maxDisconnectionDuration: RECOVERABLE_MS, skipMiddlewares: true } }
      : {}),
  });
  const alerts = io.of('/alerts');
  alerts.on('connection', (socket) => {
    if (socket.handshake.auth['first'] === true) socket.emit('snapshot', openAlarms(dataDir));
  });
  const opened = new Promise<number>((resolve) => {
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
  return {
    opened,
    publish: (delta: Delta) => {
      if (delta.stream === 'alerts') alerts.emit('d', delta.changes);
    },
  };
}

function openAlarms(dataDir: string): string[] {
  const db = new DatabaseSync(join(dataDir, 'gateway.db'), { readOnly: true, timeout: 2_000 });
  try {
    return db
      .prepare("SELECT e.key AS id FROM entries e JOIN streams s ON s.id = e.stream WHERE s.name = 'alerts'")
      .all()
      .map((row) => String(row['id']));
  } finally {
    db.close();
  }
}
