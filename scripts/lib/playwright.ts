import { join } from 'node:path';
import { hasDisplay } from './system.ts';

export type PlaywrightProject = 'web' | 'electron' | 'packed';

/** Of the X server without a screen; large enough for a window of the drawings' size. */
const SCREEN = '-screen 0 1920x1200x24';

/** The command that runs the e2e specs of a host; one with windows of its own gets a virtual screen where there is no display. */
export function playwrightCommand(
  root: string,
  project: PlaywrightProject,
  more: readonly string[] = [],
): { readonly command: string; readonly args: readonly string[] } {
  const cli = join(root, 'node_modules/@playwright/test/cli.js');
  const playwright = [cli, 'test', '-c', 'e2e', '--project', project, ...more];
  if (project === 'web' || hasDisplay()) return { command: process.execPath, args: playwright };
  return { command: 'xvfb-run', args: ['-a', '-s', SCREEN, process.execPath, ...playwright] };
}
