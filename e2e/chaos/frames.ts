/** The WebSocket frames of a server in a TCP stream (RFC 6455 5.2: unmasked), after the answer to the upgrade. */
export interface Piece {
  readonly bytes: Buffer;
  /** Of a text frame; null for other frames and for what is no frame at all. */
  readonly text: string | null;
}

/** Cuts a stream into its frames. What is no WebSocket (an answer other than 101) goes through as it comes. */
export class FrameSplitter {
  #state: 'head' | 'frames' | 'raw' = 'head';
  #rest: Buffer = Buffer.alloc(0);

  push(bytes: Buffer): Piece[] {
    if (this.#state === 'raw') return [{ bytes, text: null }];
    this.#rest = Buffer.concat([this.#rest, bytes]);
    const out: Piece[] = [];
    if (this.#state === 'head') {
      const end = this.#rest.indexOf('\r\n\r\n');
      if (end < 0) return out;
      this.#state = this.#rest.subarray(0, 12).toString('latin1') === 'HTTP/1.1 101' ? 'frames' : 'raw';
      const head = this.#state === 'raw' ? this.#rest.length : end + 4;
      out.push({ bytes: this.#rest.subarray(0, head), text: null });
      this.#rest = this.#rest.subarray(head);
    }
    for (let piece = this.#next(); piece !== null; piece = this.#next()) out.push(piece);
    return out;
  }

  #next(): Piece | null {
    const rest = this.#rest;
    if (rest.length < 2) return null;
    const short = (rest[1] ?? 0) & 0x7f;
    const head = short === 126 ? 4 : short === 127 ? 10 : 2;
    if (rest.length < head) return null;
    const length = head === 2 ? short : head === 4 ? rest.readUInt16BE(2) : Number(rest.readBigUInt64BE(2));
    if (rest.length < head + length) return null;
    const bytes = rest.subarray(0, head + length);
    this.#rest = rest.subarray(head + length);
    const isText = ((bytes[0] ?? 0) & 0x0f) === 1;
    return { bytes, text: isText ? bytes.subarray(head).toString('utf8') : null };
  }
}
