import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileOf, type Scene } from './scenes.ts';

/** The page that lists the pictures that are there, as Markdown. */
export function pageOf(scenes: readonly Scene[], folder: string): string {
  const sections = scenes.map((scene) => {
    const files = scene.themes
      .map((theme) => ({ theme, file: fileOf(scene, theme) }))
      .filter(({ file }) => existsSync(join(folder, file)));
    const images = files.map(({ theme, file }) => `![${scene.says} Theme: ${theme}.](${file})`);
    const { width, height } = scene.size;
    return files.length === 0
      ? ''
      : `## ${scene.name}\n\n${scene.says} ${String(width)}x${String(height)}.\n\n${images.join('\n\n')}\n`;
  });
  return [
    '# Pictures\n',
    'Made by `npm run pictures`; names stay. The simulated fleet drives in an invented city; the recorded day is of Capital Metro, Austin.\n',
    ...sections.filter((section) => section !== ''),
  ].join('\n');
}
