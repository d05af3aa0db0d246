import { createHash, timingSafeEqual, X509Certificate } from 'node:crypto';
import {
  checkServerIdentity,
  type ConnectionOptions,
  type DetailedPeerCertificate,
  type PeerCertificate,
} from 'node:tls';
import type { LinkReason } from '../../../contract/bridge.ts';

/** Whose certificates are believed. */
export interface Trust {
  /** PEM of private authorities: then these alone are believed, not those of the system. null: those that Node brings. */
  readonly ca: string | null;
  /** SHA-256 of a public key (SPKI) as `sha256/BASE64`: one certificate of the chain must have one of them. Empty: no pin. */
  readonly pins: readonly string[];
}
export const SYSTEM_TRUST: Trust = { ca: null, pins: [] };

export const PIN = /^sha256\/[A-Za-z0-9+/]{43}=$/;

class PinMismatch extends Error {
  readonly code = 'ERR_PIN_MISMATCH';
}

/** For every TLS connection of the console: 1.2 at least, never an unverified peer, the name checked, then the pins. */
export function tlsOptions({ ca, pins }: Trust): ConnectionOptions {
  return {
    minVersion: 'TLSv1.2',
    rejectUnauthorized: true,
    ...(ca !== null && { ca }),
    checkServerIdentity: (host, certificate) =>
      checkServerIdentity(host, certificate) ?? checkPins(pins, certificate),
  };
}

function checkPins(pins: readonly string[], leaf: PeerCertificate): Error | undefined {
  if (pins.length === 0) return undefined;
  const keys = [...chainOf(leaf)].map((certificate) => spkiPin(certificate.raw));
  if (keys.some((key) => pins.some((pin) => same(key, pin)))) return undefined;
  return new PinMismatch(`the key of the gateway's certificate is ${keys[0] ?? 'none'}`);
}

function* chainOf(leaf: PeerCertificate): Iterable<PeerCertificate> {
  const seen = new Set<string>();
  let at: PeerCertificate | undefined = leaf;
  // A root names itself as its issuer.
  while (at !== undefined && !seen.has(at.fingerprint256)) {
    seen.add(at.fingerprint256);
    yield at;
    at = (at as Partial<DetailedPeerCertificate>).issuerCertificate;
  }
}

/** Of a certificate in DER. */
export function spkiPin(certificate: Buffer): string {
  const key = new X509Certificate(certificate).publicKey.export({ type: 'spki', format: 'der' });
  return `sha256/${createHash('sha256').update(key).digest('base64')}`;
}

const same = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

export type TlsReason = Extract<LinkReason['code'], `tls${string}`>;

const REASONS: Readonly<Record<string, TlsReason>> = {
  CERT_HAS_EXPIRED: 'tls-expired',
  CERT_NOT_YET_VALID: 'tls-expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'tls-name',
  ERR_TLS_CERT_ALTNAME_FORMAT: 'tls-name',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls-issuer',
  UNABLE_TO_GET_ISSUER_CERT: 'tls-issuer',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'tls-issuer',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls-issuer',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls-issuer',
  CERT_UNTRUSTED: 'tls-issuer',
  INVALID_CA: 'tls-issuer',
  ERR_PIN_MISMATCH: 'tls-pin',
};

/** What a failed connection's code says of certificates; null where it was something else. */
export function tlsReason(code: string): TlsReason | null {
  const known = REASONS[code];
  if (known !== undefined) return known;
  return /^(ERR_SSL_|ERR_TLS_|CERT_|EPROTO$)/.test(code) ? 'tls' : null;
}
