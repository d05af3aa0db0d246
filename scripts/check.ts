import { text } from 'node:stream/consumers';
import { start } from './lib/child.ts';
import { root } from './lib/root.ts';

/**
 * `npm run check`: types, Svelte, lint, format, unit. The first four keep one core busy each and run two at a time; the unit specs
 * come last and alone, as some of them wait for real time. What a part says comes when it is over, and all of them run to the end.
 */
const STATIC = ['check:types', 'check:svelte', 'lint', 'format:check'];
const AT_ONCE = 2;

const failed: string[] = [];
const began = performance.now();
const waiting = [...STATIC];
await Promise.all(
  Array.from({ length: AT_ONCE }, async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await part(next, 'pipe');
  }),
);
await part('unit', 'inherit');
console.log(`\ncheck: ${seconds(began)}${failed.length === 0 ? '' : `, failed: ${failed.join(', ')}`}`);
process.exitCode = failed.length === 0 ? 0 : 1;

/** @param output `pipe`: held back until it is over, so that two at a time do not mix */
async function part(name: string, output: 'pipe' | 'inherit'): Promise<void> {
  const from = performance.now();
  const { process: child, ended } = start('npm', ['run', '--silent', name], {
    cwd: root,
    stdio: ['ignore', output, output],
    shell: process.platform === 'win32',
  });
  const said = await Promise.all(
    [child.stdout, child.stderr].map((pipe) => (pipe === null ? '' : text(pipe))),
  );
  const ok = (await ended) === 0;
  if (!ok) failed.push(name);
  console.log(`${ok ? 'ok' : 'FAILED'} ${name}, ${seconds(from)}\n${said.join('').trimEnd()}`.trimEnd());
}

function seconds(from: number): string {
  return `${((performance.now() - from) / 1_000).toFixed(1)} s`;
}
