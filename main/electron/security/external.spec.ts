import { expect, test } from 'vitest';
import { externalAddress } from './external.ts';

const hosts = ['openstreetmap.org'];

test('opens https addresses of listed hosts, in the parser’s spelling', () => {
  expect(externalAddress('HTTPS://OpenStreetMap.org/copyright', hosts)).toBe(
    'https://openstreetmap.org/copyright',
  );
});

test.each([
  'http://openstreetmap.org/',
  'https://openstreetmap.org.evil.example/',
  'https://evil.example/https://openstreetmap.org/',
  'https://openstreetmap.org@evil.example/',
  'https://evil.example#openstreetmap.org',
  'https://user:secret@openstreetmap.org/',
  'https://openstreetmap.org:8443/',
  'https://openstreetmap.org%2eevil.example/',
  'https://sub.openstreetmap.org/',
  'javascript:alert(1)//openstreetmap.org',
  'file:///etc/passwd',
  'smb://openstreetmap.org/share',
  'ms-msdt:/id PCWDiagnostic',
  'data:text/html,x',
  '\\\\openstreetmap.org\\share',
  '//openstreetmap.org/',
  '',
  `https://openstreetmap.org/${'x'.repeat(2_000)}`,
])('refuses %s', (url) => {
  expect(externalAddress(url, hosts)).toBeNull();
});

test('refuses what is no string', () => {
  expect(externalAddress({ toString: () => 'https://openstreetmap.org/' }, hosts)).toBeNull();
});
