import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fail, ok, type Result } from '../../contract/result.ts';
import type { Trust } from '../console/net/trust.ts';

/** The configured authority, read once at the start. Throws, in words for whoever configured it, where the file is no certificate. */
export function readTrust(caFile: string | null, pins: readonly string[]): Trust {
  if (caFile === null) return { ca: null, pins };
  try {
    const ca = readFileSync(caFile, 'utf8');
    // The first of the file is looked at; TLS itself reads them all.
    if (!new X509Certificate(ca).ca) throw new Error('the certificate is not one of an authority');
    return { ca, pins };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`tls ca ${caFile}: cannot be used: ${why}`, { cause: error });
  }
}

export function tryTrust(caFile: string | null, pins: readonly string[]): Result<Trust> {
  try {
    return ok(readTrust(caFile, pins));
  } catch (error) {
    return fail('bad-request', error instanceof Error ? error.message : String(error), 'tls');
  }
}
