import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pino from 'pino';
import type { Disposable } from '../../contract/disposable.ts';
import program from '../../package.json' with { type: 'json' };
import { systemClock } from '../console/clock.ts';
import { fileJournal } from '../console/index.ts';
import { loadFileConfig, policyPath } from '../host/config-file.ts';
import { lockFolder } from '../host/folder-lock.ts';
import { jsonFile } from '../host/json-file.ts';
import { pinoLog } from '../host/log.ts';
import { readTrust } from '../host/trust.ts';
import { chooseVault } from '../host/vault/choose.ts';
import { keychain } from '../host/vault/keychain.ts';
import { loadKeytar } from '../host/vault/keytar.ts';
import { lazyVault } from '../host/vault/lazy.ts';
import { memoryVault } from '../host/vault/memory.ts';
import { startWebHost, type WebHost } from './host.ts';
import { HELP, webOptions } from './options.ts';
import { underPolicy } from './policy.ts';

export { startWebHost, type WebHost, type WebHostOptions } from './host.ts';

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url))
  void run(process.argv.slice(2));

async function run(args: readonly string[]): Promise<void> {
  const read = webOptions(args, process.env);
  if (!read.ok) return stop(read.error.message);
  if (read.value === 'help') return void process.stdout.write(HELP);
  const policy = policyPath(process.platform, process.env);
  const ruled = await loadFileConfig(policy, jsonFile(policy));
  if (!ruled.ok) return stop(ruled.error.message);
  const { dataDir, readyJson, ...options } = underPolicy(read.value, ruled.value);
  const bundle = rendererBundle();
  if (bundle === null) return stop('The renderer is not built: npm run build');
  const clock = systemClock();
  let host: WebHost;
  let lock: Disposable | null;
  try {
    lock = await lockFolder(dataDir);
    if (lock === null) return stop(taken(dataDir));
    host = await startWebHost({
      ...options,
      trust: readTrust(options.tlsCa, options.tlsPins),
      bundle,
      about: {
        version: program.version,
        parts: [{ name: 'Node', version: process.versions.node }],
        system: `${process.platform} ${process.arch}`,
      },
      settings: jsonFile(join(dataDir, 'settings.json')),
      journal: fileJournal(join(dataDir, 'journal.log')),
      vault: lazyVault(async () => (await chooseVault([keychain(loadKeytar, clock)], memoryVault)).vault),
      log: pinoLog(
        pino({ base: undefined, level: process.env['ROUTEWATCH_LOG'] ?? 'warn' }, pino.destination(2)),
      ),
    });
  } catch (error) {
    return stop(error instanceof Error ? error.message : String(error));
  }
  process.stdout.write(readyJson ? `${JSON.stringify({ url: host.url })}\n` : `Open ${host.url}\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void host.close().then(() => process.exit(0)));
}

const taken = (dataDir: string): string =>
  `Another Routewatch works with ${dataDir}. Close it, or give this one a folder of its own: --data-dir DIR`;

function stop(why: string): void {
  process.stderr.write(`${why}\n`);
  process.exitCode = 1;
}

/** Beside the built program, or in `dist/` where the sources run as they are. */
function rendererBundle(): string | null {
  const here = import.meta.dirname;
  const folders = [join(here, '../renderer'), join(here, '../../dist/renderer')];
  return folders.find((folder) => existsSync(join(folder, 'index.html'))) ?? null;
}
