import { ROLES, type Role } from '../../contract/wire.ts';
import { ConfigError } from '../config/error.ts';

/** Values that several commands read; each throws ConfigError with key, value and what is allowed. */
export function readRole(text: string | undefined): Role {
  const role = ROLES.find((known) => known === text);
  if (role === undefined) throw wrong('role', text, `one of ${ROLES.join(', ')}`);
  return role;
}

export function readSub(text: string | undefined): string {
  if (text === undefined || !/^[\w.@-]{1,64}$/.test(text)) {
    throw wrong('sub', text, '1-64 of letters, digits and . _ @ -');
  }
  return text;
}

export const wrong = (key: string, got: string | undefined, allowed: string): ConfigError =>
  new ConfigError(
    `${key} (flag --${key}): got ${got === undefined ? 'nothing' : JSON.stringify(got)}; allowed: ${allowed}`,
  );
