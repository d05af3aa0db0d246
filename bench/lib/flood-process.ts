import { monitorEventLoopDelay } from 'node:perf_hooks';
import { floodGateway } from './flood-gateway.ts';

/** The flooding gateway in a process of its own, so that its memory and its turns are its own: started by `flood-child.ts`. */
export type Asked =
  | { readonly ask: 'tokens'; readonly subs: readonly string[] }
  | { readonly ask: 'rate'; readonly perSecond: number }
  | { readonly ask: 'figures' }
  | { readonly ask: 'end' };

export interface Figures {
  /** Bytes after a collection. */
  readonly rss: number;
  readonly heap: number;
  /** Outside of the heap: what waits in sockets is here. */
  readonly external: number;
  readonly counters: Readonly<Record<string, number>>;
  /** CPU seconds since the start. */
  readonly cpu: number;
  /** Longest turn of the event loop since the last question, ms. */
  readonly longestTurn: number;
}

const [routes = '500', tickMs = '250'] = process.argv.slice(2);
const gateway = await floodGateway(Number(routes), Number(tickMs));
const delay = monitorEventLoopDelay({ resolution: 10 });
delay.enable();

async function answer(asked: Asked): Promise<unknown> {
  switch (asked.ask) {
    case 'tokens':
      return await Promise.all(asked.subs.map((sub) => gateway.token(sub)));
    case 'rate':
      gateway.rate(asked.perSecond);
      return null;
    case 'figures': {
      globalThis.gc?.();
      const { rss, heapUsed, external } = process.memoryUsage();
      const { user, system } = process.cpuUsage();
      const figures: Figures = {
        rss,
        heap: heapUsed,
        external,
        counters: gateway.counters(),
        cpu: (user + system) / 1e6,
        longestTurn: delay.max / 1e6,
      };
      delay.reset();
      return figures;
    }
    case 'end':
      await gateway.close();
      delay.disable();
      process.disconnect();
      return null;
  }
}

process.on('message', (asked: Asked) => {
  void answer(asked).then((value) => {
    if (process.connected) process.send?.({ value });
  });
});
process.send?.({ value: gateway.url });
