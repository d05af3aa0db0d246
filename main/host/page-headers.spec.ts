import { expect, test } from 'vitest';
import { pageHeaders } from './page-headers.ts';

const policy = new Map(
  (pageHeaders('app://tiles')['content-security-policy'] ?? '')
    .split('; ')
    .map((directive) => directive.split(/ (.*)/s))
    .map(([name = '', value = '']) => [name, value]),
);

test.each([
  ['default-src', "'none'"],
  ['script-src', "'self'"],
  ['style-src', "'self'"],
  ['img-src', "'self' data: blob:"],
  ['font-src', "'self'"],
  ['connect-src', "'self' app://tiles"],
  ['worker-src', "'self'"],
  ['object-src', "'none'"],
  ['base-uri', "'none'"],
  ['form-action', "'none'"],
  ['frame-ancestors', "'none'"],
])('%s is %s', (name, value) => {
  expect(policy.get(name)).toBe(value);
});

test('there is no directive besides', () => {
  expect(policy.size).toBe(11);
});
