import { readFileSync, unwatchFile, watchFile, type StatsListener } from 'node:fs';
import { createSecureContext, type SecureContextOptions, type TlsOptions } from 'node:tls';
import type { Disposable } from '../contract/disposable.ts';
import { ConfigError } from './config/error.ts';
import type { Logger } from './push/index.ts';

export interface TlsFiles {
  /** PEM: the gateway's certificate first, then those that lead to its authority. */
  readonly cert: string;
  /** PEM, not encrypted. */
  readonly key: string;
}

/** Oldest TLS that is spoken (RFC 8996 forbids 1.0 and 1.1). */
const MIN_VERSION = 'TLSv1.2';
/** A renewed certificate is in use so much later at the latest, ms. */
const LOOK_MS = 2_000;

/** Throws ConfigError where a file can't be read, or where key and certificate do not belong together. */
export function readTls({ cert, key }: TlsFiles): TlsOptions {
  const options: SecureContextOptions = { cert: read('tls-cert', cert), key: read('tls-key', key) };
  try {
    createSecureContext(options);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ConfigError(`tls-cert, tls-key (${cert}, ${key}): cannot be used together: ${why}`, {
      cause: error,
    });
  }
  return { ...options, minVersion: MIN_VERSION };
}

/** Whoever takes a new certificate: an HTTPS server. */
interface Server {
  setSecureContext(options: SecureContextOptions): void;
}

/**
 * Follows the files: connections made after a change get the new certificate, standing ones stay. Files that do not fit, as between
 * the writing of one and of the other, are said and left alone until the next change.
 */
export function followTls(files: TlsFiles, server: Server, logger: Logger): Disposable {
  const look: StatsListener = (now, before) => {
    if (now.mtimeMs === before.mtimeMs && now.ino === before.ino && now.size === before.size) return;
    try {
      server.setSecureContext(readTls(files));
      logger.info({ cert: files.cert }, 'the certificate was renewed');
    } catch (error) {
      logger.warn({ err: error }, 'the new certificate can not be used; the one before stays');
    }
  };
  const paths = [files.cert, files.key];
  for (const path of paths) watchFile(path, { interval: LOOK_MS, persistent: false }, look);
  return {
    dispose: () => {
      for (const path of paths) unwatchFile(path, look);
    },
  };
}

function read(key: string, file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ConfigError(`${key} (${file}): cannot be used: ${why}; allowed: a readable PEM file`, {
      cause: error,
    });
  }
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/;
/** Only programs of this computer can reach it. */
export const isLoopback = (host: string): boolean => LOOPBACK.test(host);
