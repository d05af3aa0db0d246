import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Disposable } from '../../contract/disposable.ts';
import type { Undo } from './item.ts';

const LEFT = new Set(['node_modules', '.git', 'release', 'test-results', '.routewatch', 'playwright-report']);

/** The sources again in a folder of their own, which goes with `dispose`. `dist` comes along where a build is wanted. */
export function copyOf(root: string): Disposable & { readonly folder: string } {
  const folder = mkdtempSync(join(tmpdir(), 'routewatch-undone-'));
  cpSync(root, folder, {
    recursive: true,
    filter: (from) => from === root || !LEFT.has(basename(from)),
  });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  return { folder, dispose: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }) };
}

/**
 * Undoes an item in `folder`, until it is disposed.
 * @throws where a patch no longer applies: its text has to be there exactly once
 */
export function undo(folder: string, undone: Undo | readonly Undo[]): Disposable {
  const before = new Map<string, string>();
  const dispose = (): void => before.forEach((text, path) => writeFileSync(path, text));
  for (const { file, from, to } of Array.isArray(undone) ? (undone as readonly Undo[]) : [undone as Undo]) {
    const path = join(folder, file);
    const text = readFileSync(path, 'utf8');
    const found = text.split(from).length - 1;
    if (found !== 1) {
      dispose();
      throw new Error(`the patch of ${file} no longer applies: its text is there ${found} times`);
    }
    if (!before.has(path)) before.set(path, text);
    writeFileSync(
      path,
      text.replace(from, () => to),
    );
  }
  return { dispose };
}
