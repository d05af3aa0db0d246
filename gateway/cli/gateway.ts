import pino from 'pino';
import { CONFIG_EXIT_CODE, ConfigError } from '../config/error.ts';
import { parseFlags } from '../config/flags.ts';
import { helpText } from '../config/help.ts';
import { loadConfig } from '../config/load.ts';
import { kebab } from '../config/names.ts';
import { CONFIG_KEYS } from '../config/schema.ts';
import { REDACTED_PATHS } from '../auth/index.ts';
import { createGateway } from '../runtime.ts';
import { auditCommand } from './audit.ts';
import { ACCESS_COMMANDS, runAccess } from './access.ts';

/** `npm run gateway`: reads the configuration, starts the gateway, says where it is, ends it on a signal. */
async function main(args: readonly string[]): Promise<void> {
  if (ACCESS_COMMANDS.some((command) => command === args[0])) {
    return await runAccess(args, (text) => void process.stdout.write(text));
  }
  if (args[0] === 'audit') {
    process.exitCode = audit(args[1], args.slice(2));
    return;
  }
  const { values, switches } = parseFlags(
    args,
    [...CONFIG_KEYS.map(kebab), 'config'],
    ['help', 'ready-json'],
  );
  if (switches.has('help')) {
    process.stdout.write(helpText());
    return;
  }
  const { config, warnings } = loadConfig({ flags: values, env: process.env, cwd: process.cwd() });
  const logger = pino(
    { level: config.logLevel, redact: [...REDACTED_PATHS] },
    pino.destination({ dest: 2, sync: true }),
  );
  for (const warning of warnings) logger.warn(warning);

  const gateway = await createGateway(config, { logger });
  const end = (signal: string) => {
    logger.info({ signal }, 'ending');
    gateway.close().catch((error: unknown) => {
      logger.error({ err: error }, 'could not end cleanly');
      process.exitCode = 1;
    });
  };
  process.once('SIGINT', end).once('SIGTERM', end);

  const { url } = gateway;
  if (switches.has('ready-json')) console.log(JSON.stringify({ url }));
  else
    console.log(`Routewatch gateway is ready at ${url} (input ${config.input}, data in ${config.dataDir})`);
}

/** The exit code. */
function audit(action: string | undefined, args: readonly string[]): number {
  const { values } = parseFlags(args, ['data-dir', 'tenant', 'config', 'head'], []);
  const head = values.get('head');
  const { config } = loadConfig({
    flags: new Map([...values].filter(([name]) => name !== 'head')),
    env: process.env,
    cwd: process.cwd(),
  });
  const { dataDir, tenant } = config;
  return auditCommand({ action, dataDir, tenant, head, print: (text) => void process.stdout.write(text) });
}

main(process.argv.slice(2)).catch((error: unknown) => {
  // One line for whoever typed it; a stack only for what nobody expected.
  const expected =
    error instanceof ConfigError || (error instanceof Error && ('code' in error || 'cause' in error));
  console.error('routewatch gateway:', expected ? error.message : error);
  process.exit(error instanceof ConfigError ? CONFIG_EXIT_CODE : 1);
});
