import { ESLint } from 'eslint';
import { expect, test } from 'vitest';
import { root } from '../lib/root.ts';

const eslint = new ESLint({ cwd: root });
async function refused(text: string, filePath: string): Promise<boolean> {
  const [result] = await eslint.lintText(text, { filePath: `${root}/${filePath}` });
  return result?.messages.some(({ ruleId }) => ruleId === 'no-restricted-imports') === true;
}

test('shell is imported by nobody but its wrapper', async () => {
  const text = "import { shell } from 'electron';\nvoid shell;\n";
  expect(await refused(text, 'main/electron/desktop/tray.ts')).toBe(true);
  expect(await refused(text, 'main/index.ts')).toBe(true);
  expect(await refused(text, 'main/console/create.ts')).toBe(true);
  expect(await refused(text, 'main/electron/security/open-external.ts')).toBe(false);
}, 60_000);

test('ipcMain is imported by the bridge only', async () => {
  const text = "import { ipcMain } from 'electron';\nvoid ipcMain;\n";
  expect(await refused(text, 'main/index.ts')).toBe(true);
  expect(await refused(text, 'main/electron/windows/desk-window.ts')).toBe(true);
  expect(await refused(text, 'main/electron/bridge/handover.ts')).toBe(false);
}, 60_000);
