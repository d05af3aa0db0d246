import { junk, mutated, text, torn, type Dice } from './junk.ts';

const NAMESPACES = ['dispatch', 'alerts', 'analytics', '', 'admin', 'dispatch/../alerts', '__proto__'];

/** Good arguments of each event that a console may send: the seeds of the mutations. */
const GOOD: readonly (readonly [event: string, body: unknown])[] = [
  ['sub', { stream: 'dispatch', epoch: null, seq: 0 }],
  ['sub', { stream: 'alerts', epoch: '0d4a0f66-0000-4000-8000-000000000000', seq: 12 }],
  ['page', { stream: 'dispatch', cursor: '0d4a0f66-0000-4000-8000-000000000000.100' }],
  ['unsub', { stream: 'dispatch' }],
  ['positions', { viewport: [-122.5, 37.7, -122.3, 37.9], watch: ['v1'] }],
  ['watch', { route: '1' }],
  ['history', { series: 'on-time', from: 0, to: 1 }],
  ['alarms', { after: null, limit: 10 }],
  ['renew', { token: 'a.b.c' }],
  [
    'cmd',
    {
      id: '0190163d-8694-739b-aea5-966c26f8ad91',
      type: 'acknowledge',
      args: { alarmId: '0d4a0f66-0000-4000-8000-000000000000' },
      expiresAt: 4_102_444_800_000,
    },
  ],
];
const EVENTS = [...new Set(GOOD.map(([event]) => event)), 'd', 'hb', 'bye', 'error', 'toString', '__proto__'];
/** Names that Socket.IO keeps to itself: who sends one is cut off. */
const RESERVED = ['connect', 'connect_error', 'disconnect', 'disconnecting', 'newListener', 'removeListener'];

export interface Packet {
  /** A WebSocket message: text, or bytes. */
  readonly data: string | Buffer;
  /** Whether the packet asks for an answer: event with an ack id on a namespace that is joined. */
  readonly asks: boolean;
}

/**
 * One malformed engine.io/socket.io packet. A well-framed one is an event whose arguments, name or namespace are wrong: those come
 * furthest, and the connection stands them. The others are torn framing, binary attachments that never come, and plain bytes: the
 * first of them ends the connection.
 * @param id ack id
 */
export function malformed(d: Dice, id: number, framed: boolean): Packet {
  const kind = framed ? d.int(14) : d.int(20);
  if (kind < 9) {
    const [event, body] = d.pick(GOOD);
    const namespace = d.int(4) > 0 ? 'dispatch' : d.pick(['alerts', 'analytics']);
    const args = d.int(8) === 0 ? [event] : [event, mutated(d, body)];
    return { data: `42/${namespace},${String(id)}${JSON.stringify(args)}`, asks: true };
  }
  if (kind < 13) {
    const event = d.int(5) === 0 ? `x${text(d, 6)}` : d.pick(framed ? EVENTS : RESERVED);
    const args = [event, junk(d), junk(d)];
    const namespace = framed ? d.pick(NAMESPACES.slice(0, 3)) : d.pick(NAMESPACES);
    return { data: `42/${namespace},${String(id)}${JSON.stringify(args)}`, asks: false };
  }
  if (kind === 13) {
    const [event, body] = d.pick(GOOD);
    // Without an id nobody can be answered: counted, no more.
    return { data: `42/dispatch,${JSON.stringify([event, body])}`, asks: false };
  }
  if (kind === 14)
    return { data: torn(d, '42/dispatch,1["sub",{"stream":"dispatch","seq":0}]'), asks: false };
  if (kind === 15) return { data: `4${String(d.int(10))}${text(d, d.int(60))}`, asks: false };
  if (kind === 16)
    return { data: `45${String(1 + d.int(9))}-/dispatch,["sub",{"_placeholder":true,"num":0}]`, asks: false };
  if (kind === 17)
    return { data: Buffer.from(Array.from({ length: d.int(200) }, () => d.int(256))), asks: false };
  if (kind === 18) return { data: `40/${d.pick(NAMESPACES)},${JSON.stringify(junk(d, 2))}`, asks: false };
  return { data: text(d, d.int(300)), asks: false };
}
