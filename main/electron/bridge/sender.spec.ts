import { expect, test } from 'vitest';
import { refuseSender } from './sender.ts';

const top = { url: 'app://routewatch/index.html', parent: null };

test('takes the top frame of a window of ours', () => {
  expect(refuseSender(top, true)).toBeNull();
});

test('refuses a frame that is gone, another window, a child frame', () => {
  expect(refuseSender(null, true)).toBe('frame is gone');
  expect(refuseSender(top, false)).toBe('unknown window');
  expect(refuseSender({ ...top, parent: top }, true)).toBe('not a top frame');
});

test.each([
  'app://tiles/basemap',
  'app://routewatch.evil/',
  'app://user@routewatch/',
  'https://routewatch/',
  'file:///app/index.html',
  'about:blank',
  'data:text/html,app://routewatch/',
  '',
])('refuses %s', (url) => {
  expect(refuseSender({ url, parent: null }, true)).toBe('foreign origin');
});
