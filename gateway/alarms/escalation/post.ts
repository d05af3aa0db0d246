import { request as requestPlain } from 'node:http';
import { request as requestTls } from 'node:https';
import { isIP } from 'node:net';
import { isPrivate, privateRanges, publicLookup } from './address.ts';

export interface PostOptions {
  /** Private addresses and plain http too: for a receiver in the same network. */
  readonly allowPrivate: boolean;
  readonly timeoutMs?: number;
}
/** null where it was taken (2xx); else why not, in a line. Never throws. Redirects are not followed. */
export type Post = (
  url: URL,
  headers: Readonly<Record<string, string>>,
  body: string,
) => Promise<string | null>;

const TIMEOUT_MS = 10_000;

export function createPost({ allowPrivate, timeoutMs = TIMEOUT_MS }: PostOptions): Post {
  const list = privateRanges();
  return (url, headers, body) => {
    if (url.protocol !== 'https:' && !(allowPrivate && url.protocol === 'http:'))
      return Promise.resolve(`${url.protocol} is not https:`);
    // A bare address is never looked up.
    const bare = url.hostname.replace(/^\[|\]$/g, '');
    if (!allowPrivate && isIP(bare) !== 0 && isPrivate(list, bare))
      return Promise.resolve(`${bare} is a private address`);
    return new Promise((resolve) => {
      const send = url.protocol === 'https:' ? requestTls : requestPlain;
      const request = send(
        url,
        {
          method: 'POST',
          headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
          signal: AbortSignal.timeout(timeoutMs),
          ...(allowPrivate ? {} : { lookup: publicLookup(list) }),
        },
        (response) => {
          const status = response.statusCode ?? 0;
          // Nobody reads what it says; a body without end is not waited for.
          response.destroy();
          resolve(status >= 200 && status < 300 ? null : `answered ${String(status)}`);
        },
      );
      request.on('error', (error) => resolve(error.message));
      request.end(body);
    });
  };
}
