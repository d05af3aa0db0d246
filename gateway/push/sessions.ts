import type { Server as HttpServer } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { Server, type Namespace } from 'socket.io';
import type { Disposable } from '../../contract/disposable.ts';
import type { StreamName } from '../../contract/stream.ts';
import type { ClientEvents, ServerEvents } from '../../contract/wire.ts';
import { concerns, type Auth } from '../auth/index.ts';
import type { Counters } from './counters.ts';
import type { Fanout } from './fanout.ts';
import type { Gate } from './gate.ts';
import type { Limits } from './limits.ts';
import { Session, type ConsoleSocket } from './session.ts';
import type { wireParser } from './wire-parser.ts';
import { WirePipe, type Conn } from './wire-pipe.ts';

/** Engine.IO's words for a connection that it, or Socket.IO, ended because of what came over it. */
const BROKEN = new Set(['parse error', 'forced close', 'transport error']);

/** Longest wait for consoles to hear that the gateway stops, ms. */
const FAREWELL_MS = 2_000;

export interface SocketServerParts {
  readonly server: HttpServer;
  readonly auth: Auth;
  readonly gate: Gate;
  readonly fanout: Fanout;
  readonly limits: Limits;
  readonly counters: Counters;
  readonly deflate: boolean;
  readonly parser: ReturnType<typeof wireParser>;
  /** Wall ms. */
  readonly now: () => number;
}

/** All connections: made after the gate let them in, ended with their token, cut when they do not read. */
export interface Sessions extends Disposable {
  namespace(stream: StreamName, joined: (socket: ConsoleSocket, session: Session) => void): void;
  count(stream: StreamName): number;
  /** Cuts a console whose queue is past its bound. */
  check(session: Session): void;
  /** Once a second: slow consoles, and connections that left every namespace. */
  sweep(): void;
  /** Says goodbye to all and waits until they are gone, at most 2 s. */
  farewell(): Promise<void>;
}

export function openSocketServer(parts: SocketServerParts): Sessions {
  const { server, auth, gate, fanout, limits, counters, deflate, parser, now } = parts;
  const sessions = new Map<Conn, Session>();
  const io = new Server<ClientEvents, ServerEvents>(server, {
    transports: ['websocket'],
    allowUpgrades: false,
    serveClient: false,
    parser,
    maxHttpBufferSize: limits.inboundBytes,
    connectTimeout: limits.connectTimeout,
    pingInterval: limits.pingInterval,
    pingTimeout: limits.pingTimeout,
    // Deltas are a few hundred bytes and alike: the window that stays from one to the next is what saves.
    perMessageDeflate: deflate ? { threshold: 0, concurrencyLimit: 4 } : false,
    allowRequest: (request, answer) => {
      gate.admit(request).then(
        (refusal) => answer(refusal, refusal === null),
        () => {
          counters.add('refused-internal');
          answer('internal', false);
        },
      );
    },
  });

  io.engine.on('connection', (conn: Conn) => {
    const principal = gate.principalOf(conn.request);
    if (principal === null) return void conn.close(true);
    const pipe = new WirePipe(conn, !deflate);
    const session = new Session({ conn, principal, pipe, outlet: fanout.outlet(pipe), limits, now });
    sessions.set(conn, session);
    conn.once('close', (reason: string) => {
      sessions.delete(conn);
      // What was no packet of ours ends the connection below our events.
      if (!session.ended && BROKEN.has(reason)) counters.add('closed-malformed');
      if (reason === 'ping timeout') counters.add('closed-silent');
      session.dispose();
    });
  });
  // Nothing lives in the default namespace.
  io.use((_socket, next) => next(new Error('not-found')));

  const revoked = auth.revocations.onAdded((key) => {
    for (const session of [...sessions.values()]) {
      if (concerns(key, session.principal)) session.end('revoked', 'the token was revoked');
    }
  });

  const join = (
    space: Namespace<ClientEvents, ServerEvents>,
    joined: (s: ConsoleSocket, of: Session) => void,
  ) => {
    space.use((socket, next) => {
      const session = sessions.get(socket.conn);
      if (session === undefined || session.ended) return next(new Error('unauthorised'));
      const verdict = auth.standing(session.principal);
      const refusal = !verdict.ok ? verdict.state : session.claim(space.name) ? null : 'joined-already';
      if (refusal === null) return next();
      counters.add(`refused-${refusal}`);
      return next(new Error(refusal));
    });
    space.on('connection', (socket) => {
      const session = sessions.get(socket.conn);
      if (session === undefined) return void socket.disconnect(true);
      session.sockets.add(socket);
      socket.once('disconnect', () => session.leave(socket));
      joined(socket, session);
    });
  };

  const check = (session: Session) => {
    if (session.ended || session.outlet.backlog() <= limits.cutBytes) return;
    counters.add('cut-slow');
    session.end('slow', 'the console reads too slowly');
  };

  return {
    namespace: (stream, joined) => join(io.of(`/${stream}`), joined),
    count: (stream) => io.of(`/${stream}`).sockets.size,
    check,
    sweep() {
      for (const session of [...sessions.values()]) {
        check(session);
        session.endIfIdle();
      }
    },
    async farewell() {
      const gone = [...sessions.keys()].map((conn) => new Promise((resolve) => conn.once('close', resolve)));
      for (const session of [...sessions.values()]) session.end('shutdown', 'the gateway is stopping');
      const patience = new AbortController();
      await Promise.race([
        Promise.all(gone),
        setTimeout(FAREWELL_MS, undefined, { signal: patience.signal, ref: false }),
      ]);
      patience.abort();
    },
    dispose() {
      revoked.dispose();
      for (const session of sessions.values()) session.dispose();
      io.engine.close();
    },
  };
}
