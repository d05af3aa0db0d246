import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Keys that were given out and not yet used; past it the oldest stop working. */
const MAX_KEYS = 16;
const COOKIE = 'routewatch';

/**
 * Who may come in: whoever opened an address with a key that works once and got the cookie for it. Other programs of this
 * computer can reach the port, other pages of the browser too; neither has the cookie, and pages have another origin.
 */
export class Door {
  readonly #keys = new Set<string>();
  readonly #session = secret();

  /** A key for one opening. */
  newKey(): string {
    const key = secret();
    this.#keys.add(key);
    for (const oldest of this.#keys) {
      if (this.#keys.size <= MAX_KEYS) break;
      this.#keys.delete(oldest);
    }
    return key;
  }

  /** The cookie for a key, which is used up by it; null for any other. */
  exchange(key: string): string | null {
    if (!this.#keys.delete(key)) return null;
    // SameSite=Strict keeps it from other sites' requests, HttpOnly from scripts.
    return `${COOKIE}=${this.#session}; HttpOnly; SameSite=Strict; Path=/`;
  }

  holdsCookie(request: Pick<IncomingMessage, 'headers'>): boolean {
    const given = (request.headers.cookie ?? '')
      .split(';')
      .map((pair) => pair.trim())
      .filter((pair) => pair.startsWith(`${COOKIE}=`))
      .map((pair) => pair.slice(COOKIE.length + 1));
    return given.some((value) => same(value, this.#session));
  }
}

const secret = (): string => randomBytes(32).toString('base64url');

function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** A page of another name that was pointed at this address (DNS rebinding) has another Host. */
export const isOwnHost = (request: Pick<IncomingMessage, 'headers'>, host: string): boolean =>
  request.headers.host === host;

/** Browsers always send it with a WebSocket; what sends none is no browser. */
export const isOwnOrigin = (request: Pick<IncomingMessage, 'headers'>, host: string): boolean =>
  request.headers.origin === `http://${host}`;
