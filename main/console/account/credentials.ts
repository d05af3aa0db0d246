import type { Refusal } from './gateway-auth.ts';

/** By what a console comes in: the token that is good now. */
export interface Credentials {
  readonly gateway: string;
  /** Another one after each renewal; '' while there is none yet. */
  readonly token: string;
  /** Absent where the token was handed over as it is, and ends when it ends. */
  readonly renewal?: Renewal;
  /** Whose they are, where that is known before the token. */
  readonly who?: { readonly tenant: string; readonly sub: string };
}

export type Ready =
  | { readonly ok: true }
  /** `final`: a human must sign in again. */
  | { readonly ok: false; readonly final: boolean; readonly refusal: Refusal };

export interface Renewal {
  /** Resolves when `token` is good for a moment, renewed where it was not. Never rejects. */
  ready(): Promise<Ready>;
  /** The gateway does not take the token: `ready` gets another one, whatever the clocks say. */
  distrust(): void;
  /** Told after each renewal; the connection goes on with the new token. */
  onRenewed(listener: (token: string) => void): { dispose(): void };
}
