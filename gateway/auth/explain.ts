import { errors } from 'jose';
import type { Verdict } from '../ports.ts';

export type Refusal = Extract<Verdict, { ok: false }>;
export const refuse = (state: Refusal['state'], message: string): Refusal => ({ ok: false, state, message });

/** jose's errors carry the payload: only their code and claim go on. */
export function explain(error: unknown): Refusal {
  if (error instanceof errors.JWTExpired) return refuse('expired', 'the token has expired');
  if (error instanceof errors.JWTClaimValidationFailed) {
    return refuse(
      'invalid',
      `claim ${error.claim} is ${error.reason === 'missing' ? 'missing' : 'not what it must be'}`,
    );
  }
  if (error instanceof errors.JOSEAlgNotAllowed) return refuse('invalid', 'the algorithm is not allowed');
  if (error instanceof errors.JWSSignatureVerificationFailed)
    return refuse('invalid', 'the signature is wrong');
  if (error instanceof errors.JOSEError) return refuse('invalid', 'not a signed token');
  throw error;
}
