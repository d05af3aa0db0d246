import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../lib/root.ts';

function holding(pattern: string, wanted: RegExp): string[] {
  const files = globSync(pattern, { cwd: root }).filter(
    (file) => !/\.(spec|fixture)\.ts$|[\\/](dev|testing)[\\/]/.test(file),
  );
  expect(files.length).toBeGreaterThan(5);
  return files
    .filter((file) => wanted.test(readFileSync(join(root, file), 'utf8')))
    .map((file) => file.replaceAll('\\', '/'))
    .sort();
}

test('the console starts no process by itself', () => {
  expect(holding('main/**/*.ts', /child_process|worker_threads|utilityProcess/)).toEqual([]);
});

test('no page makes markup, code or addresses of text', () => {
  const wanted =
    /\{@html|\.(?:inner|outer)HTML\s*=|insertAdjacentHTML|document\.write|\beval\(|new Function|href=\{|src=\{/;
  // The one address: a runbook's link, which decoding lets through as https only, and the host's wrapper opens or refuses.
  expect(holding('renderer/**/*.{ts,svelte}', wanted)).toEqual([
    'renderer/panels/alarms/sheets/RunbookSheet.svelte',
  ]);
});

test('and none of it is markup', () => {
  expect(
    holding('renderer/**/*.{ts,svelte}', /\{@html|\.(?:inner|outer)HTML\s*=|insertAdjacentHTML/),
  ).toEqual([]);
});

test('nothing listens to addresses that the system hands over', () => {
  expect(
    holding('main/**/*.ts', /open-url|open-file|setAsDefaultProtocolClient|process\.argv\.(?:find|slice)/),
  ).toEqual(['main/web/index.ts']);
});
