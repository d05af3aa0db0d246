import type { LinkState, SignInArgs } from '../../../contract/bridge.ts';
import type { StringKey, Strings } from '../../../contract/strings/index.ts';

/** How an operator comes in. */
export const WAYS = ['password', 'pair', 'token'] as const;
export type Way = (typeof WAYS)[number];

export interface Typed {
  readonly gateway: string;
  readonly user: string;
  readonly password: string;
  readonly token: string;
}
export interface Wrong {
  readonly field: string | null;
  readonly message: string;
}

/** What is there before anyone typed: a token that was refused is asked for again, else user and password. */
export const firstWay = (link: LinkState): Way =>
  link.phase === 'refused' && link.reason?.code === 'bad-token' ? 'token' : 'password';

/** The first field that is empty; null where all are filled. The address is judged by main. */
export function missing(way: Exclude<Way, 'pair'>, typed: Typed, { t }: Strings): Wrong | null {
  const needed: readonly (readonly [keyof Typed, StringKey])[] =
    way === 'password'
      ? [
          ['user', 'signin.required.user'],
          ['password', 'signin.required.password'],
        ]
      : [['token', 'signin.required.token']];
  const first = needed.find(([field]) => typed[field].trim() === '');
  return first === undefined ? null : { field: first[0], message: t(first[1] as 'signin.required.user') };
}

export const argsOf = (way: Exclude<Way, 'pair'>, typed: Typed): SignInArgs =>
  way === 'password'
    ? { gateway: typed.gateway.trim(), user: typed.user.trim(), password: typed.password }
    : { gateway: typed.gateway.trim(), token: typed.token.trim() };

/** `14:05`: what is left of a code; never below nothing. */
export function timeLeft(until: number, now: number): string {
  const seconds = Math.max(0, Math.ceil((until - now) / 1_000));
  return `${String(Math.floor(seconds / 60))}:${String(seconds % 60).padStart(2, '0')}`;
}
