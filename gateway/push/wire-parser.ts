import { Decoder, Encoder, PacketType, type Packet } from 'socket.io-parser';

/** The JSON of an array that is sent to many, where it is known already. */
export type KnownText = (entries: unknown) => string | undefined;

/**
 * Socket.IO's own parser, but for two things: nothing of ours is ever binary, so nothing is searched for it; and the entries of a
 * snapshot's page are put in as the text that was made of them once, for however many consoles. What goes over the wire is the same.
 */
export function wireParser(known: KnownText): { Encoder: typeof Encoder; Decoder: typeof Decoder } {
  return {
    Decoder,
    Encoder: class extends Encoder {
      override encode(packet: Packet): string[] {
        const { type, nsp, id } = packet;
        if (type === PacketType.ACK) {
          const text = answerText((packet.data as readonly unknown[] | undefined)?.[0], known);
          if (text !== null) return [`${String(type)}${nsp},${String(id)}[${text}]`];
        }
        return [plain(packet)];
      }
    },
  };
}

interface Page {
  readonly ok: true;
  readonly value: { readonly entries: unknown };
}
const isPage = (result: unknown): result is Page =>
  typeof result === 'object' &&
  result !== null &&
  'value' in result &&
  typeof result.value === 'object' &&
  result.value !== null &&
  'entries' in result.value;

function answerText(result: unknown, known: KnownText): string | null {
  if (!isPage(result)) return null;
  const { entries, ...rest } = result.value;
  const text = known(entries);
  if (text === undefined) return null;
  const others = JSON.stringify(rest).slice(1);
  return `{"ok":true,"value":{"entries":${text}${others === '}' ? '' : ','}${others}}`;
}

/** Socket.IO protocol 5: type, namespace unless it is the default one, id of an ack, payload. */
function plain({ type, nsp, id, data }: Packet): string {
  const space = nsp === '/' || nsp === '' ? '' : `${nsp},`;
  return `${String(type)}${space}${id === undefined ? '' : String(id)}${data === undefined ? '' : JSON.stringify(data)}`;
}
