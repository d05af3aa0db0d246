import { APP_ORIGIN } from './origin.ts';

export interface Download {
  /** Every address on the way; a page's own file has one. */
  readonly chain: readonly string[];
  readonly mime: string;
  /** Bytes; 0 where it is not known. */
  readonly size: number;
}

const KINDS: ReadonlySet<string> = new Set(['text/csv', 'image/png', 'application/json']);
/** Two days of minutes of four series are 1 MB. */
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * A page of ours may hand over a file that it made: a table, a picture or settings, never anything from an address. Where it goes is
 * asked of the operator by the system's dialog, as Electron does when nobody sets a path.
 */
export function mayDownload({ chain, mime, size }: Download): boolean {
  const own = chain.length === 1 && chain[0]?.startsWith(`blob:${APP_ORIGIN}/`) === true;
  return own && KINDS.has(mime.split(';')[0]?.trim() ?? '') && size <= MOST_BYTES;
}
