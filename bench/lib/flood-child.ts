import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Asked, Figures } from './flood-process.ts';

/** A flooding gateway as a child process. Questions are answered one after the other. */
export interface FloodChild {
  readonly url: string;
  tokens(subs: readonly string[]): Promise<string[]>;
  rate(perSecond: number): Promise<void>;
  figures(): Promise<Figures>;
  end(): Promise<void>;
}

/** @param tickMs between commits */
export async function floodChild(routes: number, tickMs: number): Promise<FloodChild> {
  const child = fork(
    fileURLToPath(new URL('./flood-process.ts', import.meta.url)),
    [String(routes), String(tickMs)],
    { execArgv: ['--expose-gc'], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
  );
  let ended: ((why: Error) => void) | null = null;
  child.once('exit', () => ended?.(new Error('the gateway ended')));
  const next = (): Promise<unknown> =>
    new Promise((resolve, reject) => {
      ended = reject;
      child.once('message', (message: { value: unknown }) => {
        ended = null;
        resolve(message.value);
      });
    });
  const ask = async (asked: Asked): Promise<unknown> => {
    const answer = next();
    child.send(asked);
    return await answer;
  };
  const url = (await next()) as string;
  return {
    url,
    tokens: async (subs) => (await ask({ ask: 'tokens', subs })) as string[],
    rate: async (perSecond) => void (await ask({ ask: 'rate', perSecond })),
    figures: async () => (await ask({ ask: 'figures' })) as Figures,
    end: async () => {
      const gone = once(child, 'exit');
      child.send({ ask: 'end' } satisfies Asked);
      await gone;
    },
  };
}
