import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FrameSplitter } from './frames.ts';

const HEAD = Buffer.from('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n');
function frame(text: string): Buffer {
  const body = Buffer.from(text);
  const { length } = body;
  const size = length < 126 ? [length] : length < 65_536 ? [126, length >> 8, length & 255] : null;
  if (size !== null) return Buffer.concat([Buffer.from([0x81, ...size]), body]);
  const head = Buffer.from([0x81, 127, 0, 0, 0, 0, 0, 0, 0, 0]);
  head.writeUInt32BE(length, 6);
  return Buffer.concat([head, body]);
}

it('finds the frames again, wherever the stream was cut, and loses no byte', () => {
  const texts = fc.array(fc.oneof(fc.string({ maxLength: 300 }), fc.constant('é'.repeat(40_000))), {
    maxLength: 8,
  });
  fc.assert(
    fc.property(texts, fc.array(fc.integer({ min: 1, max: 5_000 }), { minLength: 1 }), (sent, cuts) => {
      const stream = Buffer.concat([HEAD, ...sent.map(frame)]);
      const splitter = new FrameSplitter();
      const pieces = [];
      for (let at = 0, n = 0; at < stream.length; n += 1) {
        const size = cuts[n % cuts.length] ?? 1;
        pieces.push(...splitter.push(stream.subarray(at, at + size)));
        at += size;
      }
      expect(Buffer.concat(pieces.map((piece) => piece.bytes)).equals(stream)).toBe(true);
      expect(pieces.flatMap((piece) => piece.text ?? [])).toEqual(sent);
    }),
    { numRuns: 40 },
  );
});

it('lets any other answer through as it is', () => {
  const splitter = new FrameSplitter();
  const answer = Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}');
  expect(splitter.push(answer)).toEqual([{ bytes: answer, text: null }]);
  expect(splitter.push(Buffer.from('\x81\x02hi'))[0]?.text).toBeNull();
});
