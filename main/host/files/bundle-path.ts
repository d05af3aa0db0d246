import { resolve, sep } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
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
};

/** MIME type by the file's name; null for what a bundle does not hold. */
export function typeOf(path: string): string | null {
  return TYPES[path.slice(path.lastIndexOf('.') + 1).toLowerCase()] ?? null;
}

/**
 * The file under `root` that a URL's path means; null for whatever leaves it or is written so as to confuse: encoded separators,
 * drives and streams of Windows, dot segments, NUL. `pathname` is as `URL` gives it, still percent-encoded.
 */
export function bundleFile(root: string, pathname: string): string | null {
  let path: string;
  try {
    path = decodeURIComponent(pathname);
  } catch {
    return null; // not UTF-8, so no name of ours
  }
  if (/[\\:\0%]/.test(path) || path.split('/').some((part) => part === '..' || part === '.')) return null;
  const file = resolve(root, `.${path === '/' ? '/index.html' : path}`);
  return file.startsWith(resolve(root) + sep) ? file : null;
}
