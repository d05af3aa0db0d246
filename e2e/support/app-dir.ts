import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { root } from '../../scripts/lib/root.ts';
import { NATIVE } from '../../scripts/bundles.ts';

const CACHE = join(root, 'node_modules/.cache/routewatch');

/**
 * The folder that Electron is started with. The repository itself, but where the Electron under test is one for Windows on a Linux
 * host (its `dist` beside the launcher holds an exe): then a copy of the built app with native modules for Windows.
 */
export function appDir(electron: string): string {
  if (process.platform !== 'linux' || !existsSync(join(dirname(electron), 'dist/electron.exe'))) return root;
  const app = join(CACHE, 'app-win32');
  const modules = windowsModules();
  rmSync(app, { recursive: true, force: true });
  mkdirSync(app, { recursive: true });
  cpSync(join(root, 'package.json'), join(app, 'package.json'));
  cpSync(join(root, 'dist'), join(app, 'dist'), { recursive: true });
  symlinkSync(modules, join(app, 'node_modules'));
  return app;
}

/** Once for each version: the registry's prebuilt binaries of the native modules. */
function windowsModules(): string {
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  const wanted = Object.fromEntries(NATIVE.map((name) => [name, dependencies[name]]));
  const manifest = JSON.stringify({ name: 'native', private: true, dependencies: wanted });
  const folder = join(CACHE, `win32-x64-${createHash('sha256').update(manifest).digest('hex').slice(0, 12)}`);
  if (!existsSync(join(folder, 'complete'))) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), manifest);
    const args = 'install --force --ignore-scripts --no-audit --no-fund --os=win32 --cpu=x64'.split(' ');
    execFileSync('npm', args, { cwd: folder, stdio: 'pipe', timeout: 180_000 });
    writeFileSync(join(folder, 'complete'), '');
  }
  return join(folder, 'node_modules');
}
