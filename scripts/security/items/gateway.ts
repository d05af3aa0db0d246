import type { Item, UnitCheck } from '../item.ts';

const admission = (name: string): UnitCheck => ({ file: 'gateway/push/admission.spec.ts', name });
const limits = (name: string): UnitCheck => ({ file: 'gateway/push/limits.spec.ts', name });
const SESSIONS = 'gateway/push/sessions.ts';
const GATE = 'gateway/push/gate.ts';
const LIMITS = 'gateway/push/limits.ts';

export const GATEWAY: readonly Item[] = [
  {
    id: 'ws-version',
    says: '`ws` is 8.23 or later, for engine.io too',
    where: 'package.json',
    unit: { file: 'scripts/security/dependencies.spec.ts', name: 'every ws is 8.23 or later' },
    undo: {
      file: 'package.json',
      from: '"unrs-resolver": "1.12.2",\n    "ws": "8.23.0"',
      to: '"unrs-resolver": "1.12.2"',
    },
  },
  {
    id: 'ping-flood',
    says: 'a client that floods with pings and never reads costs a bounded amount of memory',
    where: 'package.json',
    unit: { file: 'gateway/push/flood.spec.ts', name: 'a client that floods it with pings and never reads' },
    // As ws was before 8.23: it answers each, whether or not anybody takes the answers.
    undo: {
      file: SESSIONS,
      from: '    const principal = gate.principalOf(conn.request);\n',
      to: `    Object.assign((conn as any).transport.socket, { _maxPendingAutoPongs: 0 });
    const principal = gate.principalOf(conn.request);\n`,
    },
  },
  {
    id: 'max-buffer',
    says: 'a message is 64 kB at most',
    where: LIMITS,
    unit: admission('the bounds are these'),
    undo: { file: LIMITS, from: 'inboundBytes: 64 * KB', to: 'inboundBytes: 1_000 * KB' },
  },
  {
    id: 'max-buffer-applied',
    says: 'who sends more than that is ended',
    where: SESSIONS,
    unit: admission('takes a message of just under its bound, and ends who sends more'),
    undo: { file: SESSIONS, from: '    maxHttpBufferSize: limits.inboundBytes,\n', to: '' },
  },
  {
    id: 'websocket-only',
    says: 'transports: WebSocket only',
    where: SESSIONS,
    unit: admission('speaks WebSocket only: long polling is refused'),
    undo: { file: SESSIONS, from: "transports: ['websocket'],", to: "transports: ['websocket', 'polling']," },
  },
  {
    id: 'connect-timeout',
    says: 'a socket that never says CONNECT is ended after 5 s',
    where: SESSIONS,
    unit: admission('ends a connection that never says CONNECT'),
    undo: [
      { file: SESSIONS, from: '    connectTimeout: limits.connectTimeout,\n', to: '' },
      { file: SESSIONS, from: '        session.endIfIdle();\n', to: '' },
    ],
  },
  {
    id: 'ping',
    says: 'ping every 10 s, an answer within 5 s',
    where: SESSIONS,
    unit: admission('ends a connection that answers no ping, and counts it'),
    undo: { file: SESSIONS, from: 'pingTimeout: limits.pingTimeout', to: 'pingTimeout: 600_000' },
  },
  {
    id: 'origin',
    says: 'Origin absent or allow-listed',
    where: GATE,
    unit: {
      file: 'gateway/push/handshake.spec.ts',
      name: 'refuses an unknown page’s origin and takes a listed one',
    },
    undo: { file: GATE, from: '!this.#parts.origins.has(origin)', to: 'origin === ""' },
  },
  {
    id: 'cap-address',
    says: 'connections of one address are capped',
    where: GATE,
    unit: admission('lets in so many of one address and no more'),
    undo: {
      file: GATE,
      from: "['address', address, limits.perAddress]",
      to: "['address', address, Infinity]",
    },
  },
  {
    id: 'cap-proxy',
    says: 'X-Forwarded-For is believed of proxies that the configuration names, by default of none',
    where: 'gateway/proxies.ts',
    unit: admission('a client that names another address is still counted at its own'),
    undo: { file: 'gateway/proxies.ts', from: 'while (trusted(address)) {', to: 'while (hops.length > 0) {' },
  },
  {
    id: 'cap-user',
    says: 'connections of one user are capped',
    where: GATE,
    unit: admission('lets in so many of one user and no more'),
    undo: {
      file: GATE,
      from: "['user', userOf(who), limits.perUser]",
      to: "['user', userOf(who), Infinity]",
    },
  },
  {
    id: 'cap-tenant',
    says: 'connections of one tenant are capped',
    where: GATE,
    unit: admission('lets in so many of one tenant and no more'),
    undo: {
      file: GATE,
      from: "['tenant', who.tenant, limits.perTenant]",
      to: "['tenant', who.tenant, Infinity]",
    },
  },
  {
    id: 'token-bucket',
    says: 'a token bucket for each event',
    where: 'gateway/push/events.ts',
    unit: limits('answers and counts what is asked too often'),
    undo: {
      file: 'gateway/push/events.ts',
      from: 'if (!session.allows(event)) {',
      to: 'if (event === ("" as string)) {',
    },
  },
  {
    id: 'event-schema',
    says: 'a schema for each event',
    where: 'gateway/push/events.ts',
    unit: limits('names the field of a bad event and counts it'),
    undo: {
      file: 'gateway/push/events.ts',
      from: 'if (parsed.success) return ok(parsed.output);',
      to: 'return ok(input as T);',
    },
  },
  {
    id: 'pages-policy',
    says: 'the gateway’s own pages load under a policy without inline code, and nothing from elsewhere',
    where: 'gateway/docs/routes.ts',
    unit: {
      file: 'gateway/runtime/access.spec.ts',
      name: 'the pages allow no script but their own, and no frame',
    },
    live: {
      project: 'web',
      file: 'web-gateway-pages.spec.ts',
      name: 'the page of what the gateway serves loads under its policy and lists every operation',
    },
    undo: {
      file: 'gateway/docs/routes.ts',
      from: ".header('content-security-policy', policy)",
      to: ".header('content-security-policy', `${policy}; script-src 'unsafe-inline'`)",
    },
  },
  {
    id: 'redis',
    says: 'Redis with TLS and ACL',
    where: '-',
    none: 'this version has no Redis: the embedded log is the only one',
  },
  {
    id: 'access-logs',
    says: 'no token in the gateway’s log of requests',
    where: 'gateway/auth/bearer.ts',
    unit: { file: 'gateway/auth/auth.spec.ts', name: 'what is logged of a request holds no token' },
    undo: { file: 'gateway/auth/bearer.ts', from: 'url: redactUrl(request.url)', to: 'url: request.url' },
  },
];
