import { join } from 'node:path';
import { ROLES } from '../../contract/wire.ts';
import {
  canonicalName,
  createIdentity,
  hashPassword,
  loadOrCreateKey,
  openIdentityDatabase,
  type Identity,
} from '../auth/index.ts';
import { ConfigError } from '../config/error.ts';
import { parseFlags } from '../config/flags.ts';
import { loadConfig } from '../config/load.ts';
import { readNewPassword } from './password.ts';
import { table, when } from './table.ts';
import { readRole, readSub } from './values.ts';

export const ACCESS_COMMANDS = ['users', 'sessions', 'pair', 'revoke'] as const;

const HELP = `Who may come in: users, sessions and paired walls of this computer's gateway, whether it runs or not.

Usage: npm run gateway -- COMMAND [--tenant NAME] [--data-dir DIR] [--config FILE]

  users list
  users add NAME --role ROLE      asks for a password, or reads one line from standard input
  users password NAME             a new password; ends the user's sessions
  users role NAME --role ROLE     another role; ends the user's sessions, the next one has it
  users disable NAME              ends the user's sessions
  users enable NAME
  sessions                        who is signed in, and since when
  pair CODE [--role ROLE] [--sub NAME]
                                  lets the console in that shows CODE; default a wall
  pair CODE --deny
  revoke --user NAME              ends all sessions and tokens of a user
  revoke --session ID             ends one

Roles: ${ROLES.join(', ')}. Sockets of what is ended close within a second.
`;

/** `gateway users ...` and its kind: works on the database beside a running gateway. Prints to `say`. */
export async function runAccess(args: readonly string[], say: (text: string) => void): Promise<void> {
  const firstFlag = args.findIndex((arg) => arg.startsWith('-'));
  const words = firstFlag < 0 ? args : args.slice(0, firstFlag);
  const { values, switches } = parseFlags(
    firstFlag < 0 ? [] : args.slice(firstFlag),
    ['role', 'sub', 'user', 'session', 'tenant', 'data-dir', 'config'],
    ['help', 'deny'],
  );
  if (switches.has('help')) return say(HELP);
  const { config } = loadConfig({
    flags: new Map([...values].filter(([name]) => ['tenant', 'data-dir', 'config'].includes(name))),
    env: process.env,
    cwd: process.cwd(),
  });
  const identity = createIdentity({
    sql: openIdentityDatabase(join(config.dataDir, 'identity.db')),
    key: await loadOrCreateKey(config.dataDir),
    tenant: config.tenant,
    policy: { accessSeconds: config.accessSeconds },
  });
  try {
    await run({ identity, values, deny: switches.has('deny'), say }, words);
  } finally {
    identity.dispose();
  }
}

interface Context {
  readonly identity: Identity;
  readonly values: ReadonlyMap<string, string>;
  readonly deny: boolean;
  readonly say: (text: string) => void;
}

async function run(context: Context, words: readonly string[]): Promise<void> {
  const [command = '', first, second] = words;
  switch (command) {
    case 'users':
      return await users(context, first ?? 'list', second);
    case 'sessions':
      return sessions(context);
    case 'pair':
      return pair(context, first);
    case 'revoke':
      return revoke(context);
    default:
      throw new ConfigError(
        `unknown command ${JSON.stringify(command)}; allowed: ${ACCESS_COMMANDS.join(', ')}`,
      );
  }
}

async function users(
  { identity, values, say }: Context,
  action: string,
  typed: string | undefined,
): Promise<void> {
  const { users: all, sessions: running, tenant } = identity;
  if (action === 'list') {
    const rows = all
      .list(tenant)
      .map((user) => [
        user.name,
        user.role,
        user.disabled ? 'disabled' : '',
        when(user.createdAt),
        user.signedInAt === null ? 'never' : when(user.signedInAt),
      ]);
    return say(table(['user', 'role', '', 'made', 'signed in'], rows));
  }
  const name = readName(typed);
  const missing = () => new ConfigError(`there is no user ${JSON.stringify(name)} in tenant ${tenant}`);
  const ended = (why: string) => {
    const count = running.revokeUser(tenant, name.toLowerCase(), why);
    return count === 0 ? '' : `; ${String(count)} session${count === 1 ? '' : 's'} ended`;
  };
  switch (action) {
    case 'add': {
      const role = readRole(values.get('role'));
      if (all.find(tenant, name) !== null) throw new ConfigError(`user ${name} is there already`);
      const hash = await hashPassword(await readNewPassword(process.stdin));
      if (!all.add({ tenant, name, role }, hash)) throw new ConfigError(`user ${name} is there already`);
      return say(`${name} may sign in as ${role}\n`);
    }
    case 'password': {
      if (all.find(tenant, name) === null) throw missing();
      all.setPassword(tenant, name, await hashPassword(await readNewPassword(process.stdin)));
      return say(`${name} has a new password${ended('another password')}\n`);
    }
    case 'role': {
      const role = readRole(values.get('role'));
      if (!all.setRole(tenant, name, role)) throw missing();
      return say(`${name} is ${role}${ended('another role')}\n`);
    }
    case 'disable':
    case 'enable': {
      const off = action === 'disable';
      if (!all.setDisabled(tenant, name, off)) throw missing();
      return say(`${name} ${off ? `may not sign in${ended('disabled')}` : 'may sign in'}\n`);
    }
    default:
      throw new ConfigError(
        `unknown command "users ${action}"; allowed: list, add, password, role, disable, enable`,
      );
  }
}

function sessions({ identity, say }: Context): void {
  const now = Date.now();
  const rows = identity.families
    .list(identity.tenant)
    .filter(
      ({ revokedAt, idleUntil, endsAt }) =>
        revokedAt === null && idleUntil > now && (endsAt ?? Infinity) > now,
    )
    .map((family) => [
      family.id,
      family.sub,
      family.kind === 'device' ? `paired ${family.role ?? ''}` : 'signed in',
      family.label,
      when(family.createdAt),
      when(family.usedAt),
    ]);
  say(table(['session', 'user', 'how', 'where', 'since', 'renewed'], rows));
}

function pair({ identity, values, deny, say }: Context, code: string | undefined): void {
  if (code === undefined)
    throw new ConfigError('pair: got nothing; allowed: the code that the console shows');
  if (deny) {
    if (!identity.pairings.deny(code))
      throw new ConfigError(`no console waits with the code ${JSON.stringify(code)}`);
    return say('it was told no\n');
  }
  const role = values.has('role') ? readRole(values.get('role')) : 'wall';
  const sub = values.has('sub') ? readSub(values.get('sub')) : `wall-${code.slice(0, 4).toLowerCase()}`;
  const approval = { tenant: identity.tenant, sub, role, by: 'command line' };
  if (!identity.pairings.approve(code, approval))
    throw new ConfigError(`no console waits with the code ${JSON.stringify(code)}`);
  say(`${sub} is let in as ${role}\n`);
}

function revoke({ identity, values, say }: Context): void {
  const [user, session] = [values.get('user'), values.get('session')];
  if (user !== undefined) {
    // Users are kept in lower case; tokens of the command line may name anyone.
    const names = new Set([user, canonicalName(user)]);
    const ended = [...names].map((name) =>
      identity.sessions.revokeUser(identity.tenant, name, 'revoked by hand'),
    );
    const count = ended.reduce((sum, one) => sum + one, 0);
    return say(
      `${String(count)} session${count === 1 ? '' : 's'} of ${user} ended, and the tokens beside them\n`,
    );
  }
  if (session === undefined)
    throw new ConfigError('revoke: got nothing; allowed: --user NAME or --session ID');
  if (!identity.sessions.revoke({ id: session }, 'revoked by hand'))
    throw new ConfigError(`there is no session ${JSON.stringify(session)} that could be ended`);
  say('the session has ended\n');
}

function readName(typed: string | undefined): string {
  if (typed !== undefined && /^[\w.@-]{1,64}$/.test(typed)) return typed;
  const got = typed === undefined ? 'nothing' : JSON.stringify(typed);
  throw new ConfigError(`user: got ${got}; allowed: 1-64 of letters, digits and . _ @ -`);
}
