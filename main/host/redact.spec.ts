import { expect, test } from 'vitest';
import { redact } from './redact.ts';

const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJkZXNrLTIifQ.c2lnbmF0dXJl';

test.each([
  [`{"error":"Error: refused ${JWT}\\n at x"}`, '{"error":"Error: refused [token]\\n at x"}'],
  ['kept rw1.abc-DEF.ghi_9 there', 'kept [token] there'],
  [`authorization: Bearer ${JWT.slice(4)}`, 'authorization: Bearer [token]'],
  ['{"password":"correct-horse"}', '{"password":"[redacted]"}'],
  ['password=hunter2&x', 'password=[redacted]'],
  ['at https://anna:geheim@gw.example/x', 'at https://gw.example/x'],
  ['"url":"wss://gw.example/socket.io/?ticket=abc&EIO=4"', '"url":"wss://gw.example/socket.io/?[...]"'],
  ['at run (/home/anna/app/main.mjs:3:1)', 'at run (~/app/main.mjs:3:1)'],
  ['{"msg":"port handed over","contents":3}', '{"msg":"port handed over","contents":3}'],
  ['{"vault":"keychain","token":null}', '{"vault":"keychain","token":null}'],
])('%s', (line, clean) => {
  expect(redact(line, '/home/anna')).toBe(clean);
});

test('the home folder as JSON writes it on Windows', () => {
  const home = 'C:\\Users\\Anna';
  expect(redact(JSON.stringify({ error: `at ${home}\\main.mjs` }), home)).toBe(
    '{"error":"at ~\\\\main.mjs"}',
  );
});
