/**
 * One event of one namespace, encoded once for all its receivers. `text` is the payload of an engine.io message
 * (socket.io protocol 5, EVENT without ack); `frame` the whole WebSocket frame (RFC 6455 5.2: FIN, text, unmasked).
 */
export interface Packet {
  readonly text: string;
  readonly frame: Buffer;
}

export function encodePacket(namespace: string, event: string, body: unknown): Packet {
  const text = `2/${namespace},${JSON.stringify([event, body])}`;
  let frame: Buffer | null = null;
  return {
    text,
    get frame() {
      frame ??= encodeFrame(`4${text}`);
      return frame;
    },
  };
}

function encodeFrame(payload: string): Buffer {
  const length = Buffer.byteLength(payload);
  const head = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(head + length);
  frame[0] = 0x81;
  if (head === 2) frame[1] = length;
  else if (head === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  frame.write(payload, head);
  return frame;
}
