import { ROLES } from '../../contract/wire.ts';
import { createAuthenticator, loadOrCreateKey } from '../auth/index.ts';
import { CONFIG_EXIT_CODE, ConfigError } from '../config/error.ts';
import { parseFlags } from '../config/flags.ts';
import { loadConfig } from '../config/load.ts';
import { readRole, readSub, wrong } from './values.ts';

const HELP = `Prints a token of this computer's gateway.

Usage: npm run token -- --role ROLE --sub NAME [--tenant NAME] [--ttl 12h] [--data-dir DIR] [--config FILE]

  --role      ${ROLES.join(', ')}
  --sub       who it is for, such as desk-2
  --tenant    Default: the gateway's, demo
  --ttl       how long it lives: a number and s, m, h or d. Default: 12h
  --data-dir  where the gateway keeps its key. Default: as the gateway's
  --config    the gateway's file
`;
const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400 };
const LONGEST = 366 * 86_400;

async function main(args: readonly string[]): Promise<void> {
  const { values, switches } = parseFlags(
    args,
    ['role', 'sub', 'tenant', 'ttl', 'data-dir', 'config'],
    ['help'],
  );
  if (switches.has('help')) {
    process.stdout.write(HELP);
    return;
  }
  const request = {
    role: readRole(values.get('role')),
    sub: readSub(values.get('sub')),
    seconds: readTtl(values.get('ttl') ?? '12h'),
  };
  const { config } = loadConfig({ flags: values, env: process.env, cwd: process.cwd() });
  const auth = createAuthenticator({ key: await loadOrCreateKey(config.dataDir) });
  console.log(await auth.issueToken({ ...request, tenant: config.tenant }));
}

function readTtl(text: string): number {
  const match = /^(\d{1,9})([smhd])$/.exec(text);
  const seconds = Number(match?.[1]) * (SECONDS[match?.[2] ?? ''] ?? Number.NaN);
  if (!(seconds > 0 && seconds <= LONGEST))
    throw wrong('ttl', text, 'such as 90s, 30m, 12h or 7d, at most 366d');
  return seconds;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  if (error instanceof ConfigError) {
    console.error(`routewatch token: ${error.message}`);
    process.exit(CONFIG_EXIT_CODE);
  }
  console.error('routewatch token:', error);
  process.exit(1);
});
