import { describe, expect, it } from 'vitest';
import { parseServiceTime, parseTimestamp } from './times.ts';

describe('times of a recording', () => {
  it('reads the clock on the wall there', () => {
    expect(parseTimestamp('2015-03-07T10:03:34-06:00')).toEqual({
      at: Date.UTC(2015, 2, 7, 16, 3, 34),
      date: '2015-03-07',
      seconds: 36_214,
      midnight: Date.UTC(2015, 2, 7, 6),
    });
  });

  it.each(['', '2015-03-07', '2015-03-07T10:03:34', '2015-13-07T10:03:34Z', '10:03'])('refuses %j', (text) =>
    expect(parseTimestamp(text)).toBeNull(),
  );

  it.each([
    ['5:33:00', 19_980],
    ['25:10:07', 90_607],
    ['24:60:00', null],
    ['noon', null],
  ])('service time %s is %s s', (text, seconds) => expect(parseServiceTime(text)).toBe(seconds));
});
