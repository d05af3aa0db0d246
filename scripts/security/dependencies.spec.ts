import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../lib/root.ts';

interface Lock {
  readonly packages: Readonly<Record<string, { readonly version?: string; readonly name?: string }>>;
}
const read = <T>(name: string): T => JSON.parse(readFileSync(join(root, name), 'utf8')) as T;
const manifest = read<{ dependencies: Record<string, string>; overrides: Record<string, string> }>(
  'package.json',
);
const lock = read<Lock>('package-lock.json');

const late = (version: string): boolean => {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 8 || (major === 8 && minor >= 23);
};

test('every ws is 8.23 or later, that of engine.io too', () => {
  expect(late(manifest.overrides['ws'] ?? '0')).toBe(true);
  const all = Object.entries(lock.packages).filter(([path]) => /(^|\/)node_modules\/ws$/.test(path));
  expect(all.length).toBeGreaterThan(0);
  for (const [path, { version = '0' }] of all) expect(late(version), `${path} ${version}`).toBe(true);
  const installed = read<{ version: string }>('node_modules/ws/package.json');
  expect(late(installed.version)).toBe(true);
});

test('keytar is GitHub’s continuation, with its binaries in its tarball', () => {
  expect(manifest.dependencies['keytar']).toBe('npm:@github/keytar@7.10.6');
  expect(lock.packages['node_modules/keytar']).toMatchObject({ name: '@github/keytar', version: '7.10.6' });
});

test('what ships is pinned exactly', () => {
  for (const [name, range] of Object.entries(manifest.dependencies))
    expect(range.replace(/^npm:.*@/, ''), name).toMatch(/^\d+\.\d+\.\d+$/);
});
