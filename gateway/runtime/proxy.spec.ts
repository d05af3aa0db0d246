import { afterAll, expect, it } from 'vitest';
import { createBench } from './gateway.fixture.ts';

const bench = createBench();
afterAll(() => bench.end());

/** Wrong passwords lock a user for an address: answers of eight, each said to come from another. */
async function guesses(trustProxy: readonly string[]): Promise<number[]> {
  const { url } = await bench.gateway(bench.dataDir(), { input: 'none', trustProxy: [...trustProxy] });
  const answers: number[] = [];
  for (let n = 1; n <= 8; n++) {
    const { status } = await fetch(`${url}/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': `203.0.113.${n}` },
      body: JSON.stringify({ user: 'anna', password: 'wrong' }),
    });
    answers.push(status);
  }
  return answers;
}

it('X-Forwarded-For is nobody’s word by default, and a trusted proxy’s where one is named', async () => {
  expect((await guesses([])).slice(-2)).toEqual([429, 429]);
  expect(new Set(await guesses(['127.0.0.1']))).toEqual(new Set([401]));
});

it('the page that a wall is paired at is where the proxy is', async () => {
  const { url } = await bench.gateway(bench.dataDir(), { input: 'none', trustProxy: ['127.0.0.1'] });
  const begin = async (address: string): Promise<unknown> => {
    const answer = await fetch(`${address}/auth/device`, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-forwarded-proto': 'https',
        'x-forwarded-host': 'fleet.example',
      },
      body: 'client_id=routewatch-console',
    });
    return ((await answer.json()) as { verification_uri?: string }).verification_uri;
  };
  expect(await begin(url)).toBe('https://fleet.example/pair');
  const plain = await bench.gateway(bench.dataDir(), { input: 'none' });
  expect(await begin(plain.url)).toBe(`${plain.url}/pair`);
});
