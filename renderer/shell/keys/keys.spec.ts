import { describe, expect, it } from 'vitest';
import { createStrings } from '../../../contract/strings/index.ts';
import { isMac, keyCaps } from './chord.ts';
import { neighbour } from './place.ts';

describe('keyCaps', () => {
  it('are what stands on the keyboard of this language and machine', () => {
    const german = createStrings('de-DE', 'UTC');
    const english = createStrings('en-GB', 'UTC');
    expect(keyCaps('Mod+K', english, false)).toEqual(['Ctrl', 'K']);
    expect(keyCaps('Mod+K', english, true)).toEqual(['\u2318', 'K']);
    expect(keyCaps('Shift+F6', german, false)).toEqual(['Umschalt', 'F6']);
    expect(keyCaps('ArrowUp', english, false)).toEqual(['\u2191']);
    expect(keyCaps('+', english, false)).toEqual(['+']);
    expect([isMac('MacIntel'), isMac('Linux x86_64')]).toEqual([true, false]);
  });
});

describe('neighbour', () => {
  it('goes round, and begins at an end where no panel has the focus', () => {
    expect(neighbour(['map', 'board', 'alarms'], 'alarms', 1)).toBe('map');
    expect(neighbour(['map', 'board', 'alarms'], 'map', -1)).toBe('alarms');
    expect(neighbour(['map', 'board'], null, 1)).toBe('map');
    expect(neighbour(['map', 'board'], null, -1)).toBe('board');
    expect(neighbour([], null, 1)).toBeNull();
  });
});
