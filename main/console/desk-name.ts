import type { LinkState } from '../../contract/bridge.ts';

/** Characters, as the gateway takes it. */
const MOST = 64;

/**
 * What others call this console. Its own setting; else a wall is what it was paired as, since nobody types at it; else the computer's
 * name. Never empty.
 */
export function deskNameOf(
  chosen: string,
  { role, user }: Pick<LinkState, 'role' | 'user'>,
  computer: string,
): string {
  const name = [chosen, role === 'wall' ? (user ?? '') : '', computer]
    .map((one) => one.trim().slice(0, MOST))
    .find((one) => one !== '');
  return name ?? 'console';
}
