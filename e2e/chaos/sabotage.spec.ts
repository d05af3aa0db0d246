import { expect, it } from 'vitest';
import { chaos } from './command.fixture.ts';

/** A safety is taken away: the run must fail, and for the reason that this safety is there for. */
it.each([
  ['gap', 'dropped-emit', '0.25', /\d+ deliveries were missed/],
  ['dedupe', 'duplicated-emit', '0.25', /\d+ alarms were raised twice/],
  ['age', 'blackhole-in', '0.3', /\d+ times something stale was shown as fresh/],
  ['atomic', 'gateway-kill-before-emit', '0.25', /\d+ deliveries were missed/],
])(
  '--sabotage %s makes %s fail',
  (sabotage, only, minutes, why) => {
    const { code, out } = chaos(['--minutes', minutes, '--only', only, '--sabotage', sabotage]);
    expect(out).toMatch(why);
    expect(code).toBe(1);
  },
  120_000,
);

it('names what it does not know', () => {
  expect(chaos(['--sabotage', 'nothing']).code).toBe(2);
});
