import { expect, test } from 'vitest';
import { createStrings } from '../../../contract/strings/index.ts';
import type { Lost } from './commands.ts';
import { tellLost } from './lost.ts';

function told(language: 'en-GB' | 'de-DE', lost: readonly Lost[]): string[] {
  const said: string[] = [];
  const tell = (_id: string, title: string, body: string): void => void said.push(title, body);
  tellLost({ tell }, createStrings(language, 'UTC'), lost);
  return said;
}
const expired = (type: Lost['type']): Lost => ({ type, why: 'expired', message: '' });

test('names what it was that was not carried out', () => {
  expect(told('en-GB', [expired('shelve')])).toEqual([
    '1 command was not carried out: shelving',
    'Its time was up before the gateway could be reached: please look again',
  ]);
  expect(told('de-DE', [expired('claim')])[0]).toBe('1 Befehl wurde nicht ausgeführt: Übernahme');
});

test('says several as one, each kind once, and the reason that somebody gave', () => {
  const lost = [
    expired('acknowledge'),
    { type: 'comment', why: 'refused', message: 'no open alarm' } as const,
    expired('acknowledge'),
  ];
  expect(told('en-GB', lost)).toEqual([
    '3 commands were not carried out: acknowledgement, comment',
    'The gateway refused it: no open alarm',
  ]);
});
