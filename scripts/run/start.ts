import { spawn, spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { readyUrl, start, type Child } from '../lib/child.ts';
import { electronFlags, findElectron, type Found } from '../lib/electron.ts';
import { flagValue, makeToken, startGateway } from '../lib/gateway.ts';
import { root } from '../lib/root.ts';
import { isBuilt } from '../lib/stamp.ts';
import { hasDisplay, which } from '../lib/system.ts';

/** `npm start [-- flags]`: flags are the gateway's; `--web` asks for the console in the browser. */
const flags = process.argv.slice(2).filter((flag) => flag !== '--web');
const web = process.argv.includes('--web');

const children: Child[] = [];
let ending: Promise<void> | null = null;
/** The console first: else it would show a lost link. */
function end(code: number): Promise<void> {
  process.exitCode = code;
  ending ??= (async () => {
    for (const child of children.reverse()) await child.end();
  })();
  return ending;
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => void end(signal === 'SIGINT' ? 130 : 143));
}

if (flags.includes('--help')) {
  console.log(
    'npm start [-- [--web] FLAGS]: a gateway and a console that is signed in to it. FLAGS are the gateway’s:\n',
  );
  process.exit(
    spawnSync(process.execPath, [join(root, 'gateway/cli/gateway.ts'), '--help'], { stdio: 'inherit' })
      .status ?? 1,
  );
}

try {
  await main();
} catch (error) {
  if (ending === null) console.error(error instanceof Error ? error.message : String(error));
  await end(1);
}

async function main(): Promise<void> {
  build();
  const dataDir = resolve(flagValue(flags, '--data-dir') ?? join(root, '.routewatch'));
  const given = (name: string): boolean => flagValue(flags, name) !== undefined;
  const gateway = await startGateway(root, [
    ...(given('--port') ? [] : ['--port', '0']),
    ...(given('--data-dir') ? [] : ['--data-dir', dataDir]),
    ...(given('--log-level') ? [] : ['--log-level', 'warn']),
    ...flags,
  ]);
  children.push(gateway.child);
  const token = await makeToken(root, {
    dataDir,
    role: 'dispatcher',
    sub: 'desk-1',
    tenant: flagValue(flags, '--tenant') ?? 'demo',
  });
  console.log(`Gateway: ${gateway.url}`);

  const env = { ...process.env, ROUTEWATCH_GATEWAY: gateway.url, ROUTEWATCH_TOKEN: token };
  const electron = whichHost();
  const desk = 'path' in electron ? openElectron(electron.path, env) : await serveWeb(electron.missing, env);
  void gateway.child.ended.then((code) => {
    if (ending === null) console.error(`The gateway ended (${code}).`);
    void end(code === 0 ? 0 : 1);
  });
  const code = await desk.ended;
  if (ending === null) await end(code);
}

function build(): void {
  if (isBuilt(root)) return;
  const { status } = spawnSync(process.execPath, [join(root, 'scripts/build.ts')], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error('The build failed; nothing was started.');
}

function whichHost(): Found {
  if (web) return { missing: 'asked for by --web' };
  return hasDisplay() ? findElectron(root) : { missing: 'no display here' };
}

function openElectron(path: string, env: NodeJS.ProcessEnv): Child {
  const options = electronFlags();
  if (options.includes('--no-sandbox')) {
    console.log(
      'Electron runs without Chromium’s sandbox (--no-sandbox): root cannot have it. Start as another user for that.',
    );
  }
  console.log('Console: Electron. Ctrl+C here, or closing its window, ends everything.');
  const desk = start(path, [...options, root], { cwd: root, env, stdio: ['ignore', 'ignore', 'inherit'] });
  children.push(desk);
  return desk;
}

async function serveWeb(why: string, env: NodeJS.ProcessEnv): Promise<Child> {
  const args = [join(root, 'dist/main/web.mjs'), '--ready-json'];
  const desk = start(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(desk);
  const url = await readyUrl(desk, 'the web host');
  console.log(`Console: in the browser instead of Electron (${why}): ${url}`);
  const opener = process.platform === 'darwin' ? 'open' : 'xdg-open';
  if (hasDisplay() && which(opener) !== null) {
    spawn(opener, [url], { stdio: 'ignore', detached: true }).unref();
  }
  return desk;
}
