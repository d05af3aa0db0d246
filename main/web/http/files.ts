import { createReadStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { byteRange } from '../../host/files/byte-range.ts';

/** Answers with a file or a part of it; false where there is none. */
export async function sendFile(
  response: ServerResponse,
  path: string,
  headers: Readonly<Record<string, string>>,
  range?: string,
): Promise<boolean> {
  const file = await openFile(path);
  if (file === null) return false;
  const { size } = await file.stat().finally(() => file.close());
  const part = byteRange(range ?? null, size);
  if (part === 'unsatisfiable') {
    response.writeHead(416, { ...headers, 'content-range': `bytes */${String(size)}` }).end();
    return true;
  }
  const { first, last } = part ?? { first: 0, last: size - 1 };
  response.writeHead(part === null ? 200 : 206, {
    ...headers,
    'content-length': last - first + 1,
    ...(part === null ? {} : { 'content-range': `bytes ${String(first)}-${String(last)}/${String(size)}` }),
  });
  if (last < first || response.req.method === 'HEAD') response.end();
  else await pipeline(createReadStream(path, { start: first, end: last }), response);
  return true;
}

async function openFile(path: string): Promise<FileHandle | null> {
  try {
    const file = await open(path, 'r');
    if ((await file.stat()).isFile()) return file;
    await file.close();
    return null;
  } catch (error) {
    if (['ENOENT', 'EISDIR', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw error;
  }
}
