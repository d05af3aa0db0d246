import { expect, test } from 'vitest';
import { mayDownload, type Download } from './download.ts';

const own: Download = {
  chain: ['blob:app://routewatch/5f2d0c7e-1111-4222-8333-444455556666'],
  mime: 'text/csv;charset=utf-8',
  size: 2_000,
};

test('a table or a picture that a page of ours made may be kept', () => {
  expect(mayDownload(own)).toBe(true);
  expect(mayDownload({ ...own, mime: 'image/png', size: 0 })).toBe(true);
});

test.each<[string, Partial<Download>]>([
  ['an address', { chain: ['https://routewatch.example/table.csv'] }],
  ['a file of the bundle', { chain: ['app://routewatch/index.html'] }],
  ['a blob of another origin', { chain: ['blob:app://routewatch.evil/1'] }],
  ['a blob of the web', { chain: ['blob:https://app/routewatch/1'] }],
  ['a redirect', { chain: ['https://evil.example/', ...own.chain] }],
  ['data in the address', { chain: ['data:text/csv,a'] }],
  ['nothing', { chain: [] }],
  ['a program', { mime: 'application/x-msdownload' }],
  ['a page', { mime: 'text/html' }],
  ['a kind that is not said', { mime: '' }],
  ['more than a chart can have', { size: 65 * 1024 * 1024 }],
])('%s may not', (_, change) => {
  expect(mayDownload({ ...own, ...change })).toBe(false);
});
