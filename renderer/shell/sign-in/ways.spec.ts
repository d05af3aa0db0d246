import { describe, expect, it } from 'vitest';
import type { LinkState } from '../../../contract/bridge.ts';
import { createStrings } from '../../../contract/strings/index.ts';
import { argsOf, firstWay, missing, timeLeft } from './ways.ts';

const strings = createStrings('en-GB', 'UTC');
const typed = { gateway: ' https://g ', user: ' anna ', password: ' a b ', token: ' t ' };

it('a refused token is asked for again, all else begins with user and password', () => {
  const link = (phase: LinkState['phase'], code: string) =>
    ({ phase, reason: { code, message: '' } }) as LinkState;
  expect(firstWay(link('refused', 'bad-token'))).toBe('token');
  expect(firstWay(link('refused', 'revoked'))).toBe('password');
  expect(firstWay(link('signed-out', 'no-keychain'))).toBe('password');
});

describe('what is typed', () => {
  it('loses its blanks, but for the password', () => {
    expect(argsOf('password', typed)).toEqual({ gateway: 'https://g', user: 'anna', password: ' a b ' });
    expect(argsOf('token', typed)).toEqual({ gateway: 'https://g', token: 't' });
  });

  it('that is missing is named, the first one first', () => {
    expect(missing('password', { ...typed, user: ' ', password: '' }, strings)?.field).toBe('user');
    expect(missing('password', { ...typed, password: '' }, strings)?.field).toBe('password');
    expect(missing('token', { ...typed, token: '' }, strings)?.field).toBe('token');
    expect(missing('password', typed, strings)).toBeNull();
  });
});

it('counts down in minutes and seconds', () => {
  expect([timeLeft(900_000, 0), timeLeft(61_000, 1), timeLeft(5_000, 0), timeLeft(0, 5)]).toEqual([
    '15:00',
    '1:01',
    '0:05',
    '0:00',
  ]);
});
