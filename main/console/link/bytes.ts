import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { tlsOptions, type Trust } from '../net/trust.ts';

/** An agent that knows how many bytes came in over the sockets that it made: a slow snapshot is a living link too. */
export interface CountingAgent {
  readonly agent: HttpAgent;
  received(): number;
  destroy(): void;
}

/** `trust` null: without TLS. */
export function countingAgent(trust: Trust | null): CountingAgent {
  const agent =
    trust === null ? new HttpAgent() : new HttpsAgent({ ...tlsOptions(trust), maxCachedSessions: 0 });
  const sockets: Socket[] = [];
  const create = agent.createConnection.bind(agent);
  agent.createConnection = (options, done) => {
    const socket = create(options, done);
    if (isSocket(socket)) sockets.push(socket);
    return socket;
  };
  return {
    agent,
    received: () => sockets.reduce((sum, socket) => sum + socket.bytesRead, 0),
    destroy: () => agent.destroy(),
  };
}

const isSocket = (stream: Duplex | null | undefined): stream is Socket =>
  stream !== null && stream !== undefined && 'bytesRead' in stream;
