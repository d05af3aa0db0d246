import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** The command itself, for the shortest time in which the kind meets something. */
function chaos(args: readonly string[]): { readonly code: number | null; readonly out: string } {
  const command = [join(import.meta.dirname, 'index.ts'), '--seed', '1', '--consoles', '4', ...args];
  const { status, stdout } = spawnSync(process.execPath, command, { encoding: 'utf8', timeout: 110_000 });
  return { code: status, out: stdout };
}

/** A safety is taken away: the run must fail, and for the reason that this safety is there for. */
describe('chaos --sabotage', () => {
  it.each([
    ['gap', 'dropped-emit', '0.25', /\d+ deliveries were missed/],
    ['dedupe', 'duplicated-emit', '0.25', /\d+ alarms were raised twice/],
    ['age', 'blackhole-in', '0.3', /\d+ times something stale was shown as fresh/],
    ['atomic', 'gateway-kill-before-emit', '0.25', /\d+ deliveries were missed/],
  ])(
    '%s makes %s fail',
    (sabotage, only, minutes, why) => {
      const { code, out } = chaos(['--minutes', minutes, '--only', only, '--sabotage', sabotage]);
      expect(out).toMatch(why);
      expect(code).toBe(1);
    },
    120_000,
  );

  it.each(['dropped-emit', 'duplicated-emit', 'gateway-kill-before-emit'])(
    'without one, %s passes',
    (only) => {
      const { code, out } = chaos(['--minutes', '0.25', '--only', only]);
      expect(out).toContain('chaos: nothing missed');
      expect(code).toBe(0);
    },
    120_000,
  );

  it('names what it does not know', () => {
    const { code } = chaos(['--sabotage', 'nothing']);
    expect(code).toBe(2);
  });
});
