import { expect, it } from 'vitest';
import { chaos } from './command.fixture.ts';

/** What a sabotage makes fail passes without one; and so does each step at which a console can die. */
it.each([
  'dropped-emit',
  'duplicated-emit',
  'gateway-kill-before-emit',
  'kill-before-insert',
  'kill-before-show',
  'kill-before-mark',
  'kill-in-compaction',
  'disk-full',
])(
  'without a sabotage, %s passes',
  (only) => {
    const { code, out } = chaos(['--minutes', '0.25', '--only', only]);
    expect(out).toContain('chaos: nothing missed');
    expect(code).toBe(0);
  },
  120_000,
);
