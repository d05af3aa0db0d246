import { expect, test } from 'vitest';
import { readAudit } from './audit.ts';

const counts = (high: number) =>
  JSON.stringify({ metadata: { vulnerabilities: { low: 3, high, critical: 0 } } });

test('a known hole of weight fails, a small one does not', () => {
  expect(readAudit(counts(0))).toEqual({ is: 'passed' });
  expect(readAudit(counts(2))).toEqual({ is: 'failed', why: 'npm audit: 2 high' });
});

test.each(['', 'no JSON', '{"error":{"code":"ENOTFOUND"}}', '{"message":"403"}'])(
  'a registry that cannot be asked fails nothing, and is said: %s',
  (stdout) => {
    expect(readAudit(stdout)).toMatchObject({ is: 'skipped' });
  },
);
