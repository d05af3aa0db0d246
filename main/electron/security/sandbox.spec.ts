import { expect, test, vi } from 'vitest';
import { enableSandbox } from './sandbox.ts';

test('the operating system’s sandbox is on unless whoever starts has turned it off', () => {
  const app = (off: boolean) => ({
    enableSandbox: vi.fn(),
    commandLine: { hasSwitch: (name: string) => off && name === 'no-sandbox' } as never,
  });
  const on = app(false);
  expect(enableSandbox(on)).toBe(true);
  expect(on.enableSandbox).toHaveBeenCalledOnce();
  const off = app(true);
  expect(enableSandbox(off)).toBe(false);
  expect(off.enableSandbox).not.toHaveBeenCalled();
});
