import { expect, test, vi } from 'vitest';
import { lazyVault } from './lazy.ts';
import { memoryVault } from './memory.ts';

test('opens at the first use, once for all who ask meanwhile', async () => {
  const open = vi.fn(() => Promise.resolve(memoryVault('no Secret Service')));
  const vault = lazyVault(open);
  expect(vault.warning).toBeNull();
  expect(open).not.toHaveBeenCalled();
  await Promise.all([vault.set('https://gw', 'secret'), vault.get('https://other')]);
  expect(open).toHaveBeenCalledOnce();
  expect(await vault.get('https://gw')).toEqual({ ok: true, value: 'secret' });
  expect(vault.warning).toContain('no Secret Service');
  await vault.delete('https://gw');
  expect(await vault.get('https://gw')).toEqual({ ok: true, value: null });
});
