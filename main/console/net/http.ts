import { request as requestHttp, type IncomingMessage } from 'node:http';
import { Agent, request as requestHttps } from 'node:https';
import { tlsOptions, type Trust } from './trust.ts';

export interface HttpRequest {
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly signal: AbortSignal;
}

export interface HttpAnswer {
  readonly status: number;
  header(name: string): string | null;
  /** Whole, at most `limit` bytes; rejects where it is more. */
  text(limit?: number): Promise<string>;
  /** Whole; undefined where it is no JSON. */
  json(): Promise<unknown>;
  readonly bytes: AsyncIterable<Uint8Array>;
  /** For whoever does not read it. */
  discard(): void;
}

/** No answer, and the system's or TLS's code for why. */
export class HttpError extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

export interface Http {
  /** Follows no redirect. Rejects with HttpError where there is no answer, with the signal's reason where it was given up. */
  request(url: string, request: HttpRequest): Promise<HttpAnswer>;
}

const JSON_LIMIT = 256 * 1024;
const TEXT_LIMIT = 64 * 1024 * 1024;

/**
 * The console's requests. Not `fetch`: it can be given no authority and no pin in the Node that Electron brings.
 * A connection for each request; there are few.
 */
export function createHttp(trust: Trust): Http {
  const secure = new Agent({ ...tlsOptions(trust), keepAlive: false, maxCachedSessions: 0 });
  return {
    request: (url, { method = 'GET', headers = {}, body, signal }) =>
      new Promise((resolve, reject) => {
        const text = body === undefined ? null : JSON.stringify(body);
        const type =
          text === null
            ? {}
            : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
        const options = { method, headers: { ...headers, ...type }, signal };
        const sent = url.startsWith('https:')
          ? requestHttps(url, { ...options, agent: secure }, (answer) => resolve(answerOf(answer)))
          : requestHttp(url, { ...options, agent: false }, (answer) => resolve(answerOf(answer)));
        sent.once('error', (error: NodeJS.ErrnoException) =>
          reject(signal.aborted ? (signal.reason as Error) : new HttpError(error.code ?? '', error.message)),
        );
        sent.end(text ?? undefined);
      }),
  };
}

function answerOf(message: IncomingMessage): HttpAnswer {
  const text = async (limit = TEXT_LIMIT): Promise<string> => {
    const parts: Uint8Array[] = [];
    let size = 0;
    for await (const part of message as AsyncIterable<Uint8Array>) {
      size += part.byteLength;
      if (size > limit) throw new HttpError('TOO_LONG', `the answer is longer than ${String(limit)} bytes`);
      parts.push(part);
    }
    return Buffer.concat(parts).toString('utf8');
  };
  return {
    status: message.statusCode ?? 0,
    header: (name) => {
      const value = message.headers[name];
      return typeof value === 'string' ? value : null;
    },
    text,
    async json() {
      const read = await text(JSON_LIMIT);
      try {
        return JSON.parse(read) as unknown;
      } catch (error) {
        if (error instanceof SyntaxError) return undefined;
        throw error;
      }
    },
    bytes: message as AsyncIterable<Uint8Array>,
    discard: () => void message.destroy(),
  };
}
