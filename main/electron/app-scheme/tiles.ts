import { open } from 'node:fs/promises';
import { APP_ORIGIN } from '../security/origin.ts';
import { byteRange } from '../../host/files/byte-range.ts';

/** A PMTiles reader asks for at most some 100 kB at once; a page can't make main allocate more than this for one answer. */
const LARGEST = 8 * 1024 * 1024;

/**
 * A part of a tiles file (`net.fetch` of a file ignores Range). The whole of a large file is not served: 416 asks for a range.
 * @throws what reading the file throws
 */
export async function tilesResponse(path: string, range: string | null): Promise<Response> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const asked = byteRange(range, size);
    const headers = new Headers({
      'Accept-Ranges': 'bytes',
      'Access-Control-Allow-Origin': APP_ORIGIN,
      'Access-Control-Expose-Headers': 'Content-Range, Content-Length, ETag',
      'Content-Type': 'application/octet-stream',
    });
    const part = asked ?? { first: 0, last: size - 1 };
    if (part === 'unsatisfiable' || part.last - part.first + 1 > LARGEST) {
      headers.set('Content-Range', `bytes */${size}`);
      return new Response(null, { status: 416, headers });
    }
    const bytes = new Uint8Array(part.last - part.first + 1);
    const { bytesRead } = await file.read(bytes, 0, bytes.length, part.first);
    headers.set('Content-Length', String(bytesRead));
    if (asked !== null)
      headers.set('Content-Range', `bytes ${part.first}-${part.first + bytesRead - 1}/${size}`);
    return new Response(bytes.subarray(0, bytesRead), { status: asked === null ? 200 : 206, headers });
  } finally {
    await file.close();
  }
}
