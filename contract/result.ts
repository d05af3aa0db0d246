/** Failures that a caller is expected to handle travel as values; codes are stable, messages are for humans. */
export interface Failure {
  readonly code: FailureCode;
  readonly message: string;
  /** The input that was wrong, where there is one, as a path such as `stops[3].lat`. */
  readonly field?: string;
  /** Of `conflict`: who was quicker, where, and when (gateway's wall milliseconds). */
  readonly winner?: { readonly by: string; readonly console: string | null; readonly at: number };
}

export type FailureCode =
  | 'bad-request'
  | 'unauthorised'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'expired'
  | 'offline'
  | 'timeout'
  | 'busy'
  | 'unsupported'
  | 'internal';

export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Failure };

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });
export const fail = (code: FailureCode, message: string, field?: string): Result<never> => ({
  ok: false,
  error: field === undefined ? { code, message } : { code, message, field },
});
