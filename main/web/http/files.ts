import { createReadStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { resolve, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json',
  map: 'application/json',
  svg: 'image/svg+xml',
  png: 'image/png',
  woff2: 'font/woff2',
  pbf: 'application/x-protobuf',
  wasm: 'application/wasm',
  txt: 'text/plain; charset=utf-8',
};

/** MIME type by the name; null for what a bundle does not hold. */
export const typeOf = (path: string): string | null =>
  TYPES[path.slice(path.lastIndexOf('.') + 1).toLowerCase()] ?? null;

/** The file under `root` that a URL's path means; null for whatever leaves it or is written so as to confuse. */
export function fileIn(root: string, pathname: string): string | null {
  let path: string;
  try {
    path = decodeURIComponent(pathname);
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
  if (/[\\:\0%]/.test(path) || path.split('/').some((part) => part === '..' || part === '.')) return null;
  const file = resolve(root, `.${path === '/' ? '/index.html' : path}`);
  return file.startsWith(resolve(root) + sep) ? file : null;
}

/** Inclusive, as in Content-Range. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/** One `bytes=` range of RFC 9110 14.2 against a size in bytes. null: none or several, answer the whole. */
export function byteRange(header: string | undefined, size: number): ByteRange | null | 'unsatisfiable' {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '');
  if (match === null) return null;
  const [, from = '', to = ''] = match;
  if (from === '' && to === '') return null;
  if (from === '') {
    const tail = Math.min(Number(to), size);
    return tail === 0 ? 'unsatisfiable' : { first: size - tail, last: size - 1 };
  }
  const first = Number(from);
  const last = to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (to !== '' && Number(to) < first) return null;
  return first >= size ? 'unsatisfiable' : { first, last };
}

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
  const part = byteRange(range, size);
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
