import type dns from 'node:dns';

/** Each console has a name of its own for the gateway, `*.chaos.test`, so that one of them can lose it. */
export function loseNames(module: typeof dns): { set(host: string, lost: boolean): void } {
  const lost = new Set<string>();
  const lookup = module.lookup.bind(module) as (...args: unknown[]) => void;
  Object.assign(module, {
    lookup: (host: string, options: unknown, done: (...args: unknown[]) => void) => {
      if (!host.endsWith('.chaos.test')) return lookup(host, options, done);
      const all = typeof options === 'object' && options !== null && 'all' in options && options.all === true;
      queueMicrotask(() => {
        if (lost.has(host))
          done(
            Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), { code: 'ENOTFOUND', hostname: host }),
          );
        else if (all) done(null, [{ address: '127.0.0.1', family: 4 }]);
        else done(null, '127.0.0.1', 4);
      });
    },
  });
  return {
    set(host, is) {
      if (is) lost.add(host);
      else lost.delete(host);
    },
  };
}
