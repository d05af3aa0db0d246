// Runs on plain Node 20.17 or later, before anything is installed: only Node's own modules here.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** Runs TypeScript without a build. */
const NEEDED_MAJOR = 24;

const lockOf = (path) => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : {});

/** The first package that is not installed as the lock file says; null when all are. Other platforms' are optional. */
export function missingPackage(wanted, installed) {
  for (const [name, { version, optional, peer, devOptional, extraneous }] of Object.entries(wanted)) {
    const there = installed[name];
    if (name === '' || (there === undefined && (optional || peer || devOptional || extraneous))) continue;
    if (there?.version !== version) return name;
  }
  return null;
}

function install() {
  const missing = missingPackage(
    lockOf(join(root, 'package-lock.json')),
    lockOf(join(root, 'node_modules/.package-lock.json')),
  );
  if (missing === null) return;
  console.log(`Installing dependencies (${missing} is not there as locked): npm ci`);
  if (npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'])) return;
  console.error('npm ci failed; nothing was started');
  process.exit(1);
}

function npm(args) {
  const cli = process.env.npm_execpath;
  const [command, all] = cli === undefined ? ['npm', args] : [process.execPath, [cli, ...args]];
  const shell = cli === undefined && process.platform === 'win32';
  return spawnSync(command, all, { cwd: root, stdio: 'inherit', shell }).status === 0;
}

/** Node of the version that the lock file pins, or this one where it is new enough; null where neither is. */
function pinnedNode() {
  const exe = process.platform === 'win32' ? 'node.exe' : 'node';
  const pinned = join(
    root,
    `node_modules/node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}/bin`,
    exe,
  );
  if (existsSync(pinned)) return pinned;
  return Number(process.versions.node.split('.')[0]) >= NEEDED_MAJOR ? process.execPath : null;
}

/** npm passes a signal on to its shell only, which ends and leaves us behind: seen by our parent becoming another one. */
function endWithNpm() {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, 500);
  timer.unref();
}

/**
 * Dependencies installed and this process on Node 24: then true. Else runs `script` again on the pinned Node, passes its end on, and
 * answers false.
 */
export async function setUp(script) {
  endWithNpm();
  install();
  const node = pinnedNode();
  if (node === null) {
    console.error(`Node ${NEEDED_MAJOR} is needed here; this is ${process.version}. https://nodejs.org`);
    process.exit(1);
  }
  if (Number(process.versions.node.split('.')[0]) >= NEEDED_MAJOR) return true;
  const child = spawn(node, [fileURLToPath(script), ...process.argv.slice(2)], { stdio: 'inherit' });
  // A terminal's Ctrl+C reaches the child by itself; it decides when all is over.
  process.on('SIGINT', () => void (process.stdin.isTTY || child.kill('SIGINT')));
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  process.exitCode = await new Promise((ended) => {
    child.on('error', (error) => ended((console.error(error.message), 1)));
    child.on('exit', (code, signal) => ended(code ?? (signal === 'SIGINT' ? 130 : 1)));
  });
  return false;
}
