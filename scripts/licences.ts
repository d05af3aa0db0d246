import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** What the console brings along beside its own code, by name: each package that it needs to run, and those of its own needs. */
function packagesOf(root: string, names: readonly string[]): Map<string, string> {
  const found = new Map<string, string>();
  const visit = (name: string, from: string): void => {
    const folder = [join(from, 'node_modules', name), join(root, 'node_modules', name)].find((path) =>
      existsSync(join(path, 'package.json')),
    );
    if (folder === undefined) return; // optional, and not for this system
    const { name: own, version, dependencies = {} } = manifest(folder);
    const key = `${own} ${version}`;
    if (found.has(key)) return;
    found.set(key, folder);
    for (const next of Object.keys(dependencies)) visit(next, folder);
  };
  for (const name of names) visit(name, root);
  return found;
}

const manifest = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;

/** Ours first, then every package with the text of its licence, in the order of their names. */
export function licences(root: string): string {
  const { name, version, dependencies = {} } = manifest(root);
  const fonts = ['@fontsource-variable/inter'];
  const packages = [...packagesOf(root, [...Object.keys(dependencies), ...fonts])].sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  const parts = packages.map(([title, folder]) => {
    const texts = globSync('{LICEN[CS]E,licen[cs]e,COPYING,NOTICE}*', { cwd: folder }).sort();
    const said = texts.map((file) => readFileSync(join(folder, file), 'utf8').trim());
    return [title, manifest(folder).license ?? '', ...said];
  });
  const own = [`${name} ${version}`, '', readFileSync(join(root, 'LICENSE'), 'utf8').trim()];
  return `${[own, ...parts].map((part) => part.filter(Boolean).join('\n\n')).join(`\n\n${'-'.repeat(78)}\n\n`)}\n`;
}
