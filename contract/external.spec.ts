import { expect, test } from 'vitest';
import { isSite, leadsToSite, OWN_SITES, siteOf, sitesOf } from './external.ts';

test.each(['wiki.example.com', 'intranet', '10.0.0.5', 'xn--bcher-kva.example'])('%s is a host', (host) => {
  expect(isSite(host)).toBe(true);
});

test.each([
  '',
  '*.example.com',
  'Wiki.example.com',
  'https://wiki.example.com',
  'wiki.example.com/x',
  'wiki.example.com:8443',
  'wiki.example.com.',
  '-wiki.example',
  'wiki_.example',
  'w\u0456ki.example',
  '2130706433',
  '0x7f000001',
  '010.0.0.5',
  'wiki.256',
  `${'a'.repeat(64)}.example`,
])('%s is none', (host) => {
  expect(isSite(host)).toBe(false);
});

test('a link leads to the host that a parser finds in it, or nowhere', () => {
  expect(siteOf('HTTPS://Wiki.Example/x')).toBe('wiki.example');
  expect(siteOf('https://wiki.example')).toBe('wiki.example');
  for (const url of [
    'http://wiki.example/',
    'https://wiki.example:443/',
    'https://wiki.example@evil.example/',
    'https://wiki.example\\@evil.example/',
    'https://wiki.example\n.evil.example/',
    ' https://wiki.example/',
    'https://wiki.example%2eevil.example/',
  ])
    expect(siteOf(url), url).toBeNull();
});

test('only to listed hosts, the program’s own among them', () => {
  const sites = sitesOf(['wiki.example']);
  expect(leadsToSite('https://wiki.example/runbooks#late', sites)).toBe(true);
  expect(leadsToSite('https://sub.wiki.example/', sites)).toBe(false);
  expect(leadsToSite(`https://${OWN_SITES[0] ?? ''}/copyright`, sites)).toBe(true);
  expect(sitesOf([...OWN_SITES, 'a', 'a']).hosts).toEqual([...OWN_SITES, 'a']);
});
