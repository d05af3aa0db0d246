import { Decoder, Encoder, PacketType, type Packet } from 'socket.io-parser';
import { expect, it } from 'vitest';
import { wireParser } from './wire-parser.ts';

const entries = [
  ['r1', { name: 'Größe "1"', n: 1 }],
  ['r2', { name: '', n: null }],
];
const text = JSON.stringify(entries);
const { Encoder: Ours } = wireParser((what) => (what === entries ? text : undefined));
const page = { ok: true, value: { kind: 'snapshot', epoch: 'e', seq: 3, entries, total: 2, cursor: null } };

const packets: [string, Packet][] = [
  ['an event', { type: PacketType.EVENT, nsp: '/dispatch', data: ['d', { from: 1 }] }],
  ['an answer', { type: PacketType.ACK, nsp: '/dispatch', id: 0, data: [{ ok: true, value: null }] }],
  [
    'a refusal',
    { type: PacketType.ACK, nsp: '/alerts', id: 7, data: [{ ok: false, error: { code: 'busy' } }] },
  ],
  ['a page', { type: PacketType.ACK, nsp: '/dispatch', id: 12, data: [page] }],
  [
    'entries alone',
    { type: PacketType.ACK, nsp: '/dispatch', id: 1, data: [{ ok: true, value: { entries } }] },
  ],
  [
    'other entries',
    { type: PacketType.ACK, nsp: '/dispatch', id: 1, data: [{ ok: true, value: { entries: [] } }] },
  ],
  ['the joining of a namespace', { type: PacketType.CONNECT, nsp: '/dispatch', data: { sid: 'x' } }],
  ['of the default one', { type: PacketType.CONNECT, nsp: '/', data: { sid: 'x' } }],
  ['a refused one', { type: PacketType.CONNECT_ERROR, nsp: '/x', data: { message: 'no' } }],
  ['the leaving of it', { type: PacketType.DISCONNECT, nsp: '/dispatch' }],
];

it.each(packets)('%s says to Socket.IO’s own decoder what its own encoder says', (_name, packet) => {
  const decoded = (strings: string[]): unknown[] => {
    const heard: unknown[] = [];
    const decoder = new Decoder();
    decoder.on('decoded', (one: unknown) => void heard.push(one));
    for (const one of strings) decoder.add(one);
    return heard;
  };
  const ours = decoded(new Ours().encode({ ...packet }) as string[]);
  expect(ours).toHaveLength(1);
  expect(ours).toEqual(decoded(new Encoder().encode({ ...packet }) as string[]));
});

it('puts the known text in as it is', () => {
  const [wire = ''] = new Ours().encode({ type: PacketType.ACK, nsp: '/d', id: 1, data: [page] }) as string[];
  expect(wire).toContain(`"entries":${text},"kind":"snapshot"`);
});
