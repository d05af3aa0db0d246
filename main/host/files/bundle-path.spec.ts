import fc from 'fast-check';
import { resolve, sep } from 'node:path';
import { expect, test } from 'vitest';
import { bundleFile, typeOf } from './bundle-path.ts';

const root = resolve('/bundle');

test('resolves inside the bundle', () => {
  expect(bundleFile(root, '/')).toBe(resolve(root, 'index.html'));
  expect(bundleFile(root, '/assets/main-Bx1.js')).toBe(resolve(root, 'assets/main-Bx1.js'));
  expect(bundleFile(root, '/assets/with%20space.css')).toBe(resolve(root, 'assets/with space.css'));
});

test.each([
  '/../secret',
  '/..%2fsecret',
  '/%2e%2e/secret',
  '/a/../../secret',
  '/..%5csecret',
  '/C:/windows/win.ini',
  '/%00',
  '/index.html::$DATA',
  '/%E0%A4%A',
  '/%252e%252e/secret',
])('refuses %s', (path) => {
  expect(bundleFile(root, path)).toBeNull();
});

test('nothing outside is ever reached', () => {
  const piece = fc.constantFrom('..', '.', '%2e', '%2f', '%5c', '/', '\\', 'a', ':', '%00', '%25', '~');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const file = bundleFile(root, `/${pieces.join('')}`);
      return file === null || file.startsWith(root + sep);
    }),
  );
});

test('knows the types it serves, and no other', () => {
  expect(typeOf('x/index.html')).toContain('text/html');
  expect(typeOf('x/run.exe')).toBeNull();
});
