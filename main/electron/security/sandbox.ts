import type { App } from 'electron';

/**
 * Before the app is ready: every page in the operating system's sandbox, whatever a window asks for. Whoever starts with
 * `--no-sandbox` (root on Linux, Wine, a container) has no such sandbox, and a page forced into it crashes the process; pages then still
 * run without Node, by their window's `sandbox: true`.
 * @returns whether the operating system's sandbox is on
 */
export function enableSandbox(app: Pick<App, 'enableSandbox' | 'commandLine'>): boolean {
  if (app.commandLine.hasSwitch('no-sandbox')) return false;
  app.enableSandbox();
  return true;
}
