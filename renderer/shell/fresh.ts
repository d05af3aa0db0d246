import type { Topic } from '../../contract/bridge.ts';
import type { Disposable } from '../../contract/disposable.ts';
import type { Stores } from '../stores/index.ts';

interface Source {
  readonly has: (stores: Stores) => boolean;
  readonly listen: (stores: Stores, heard: () => void) => Disposable;
}

/** What a table or a picture of a panel is made of; the other topics only stand beside it. */
const SOURCES: Readonly<Partial<Record<Topic, Source>>> = {
  routes: { has: ({ routes }) => routes.ready, listen: ({ routes }, heard) => routes.listen(heard) },
  alarms: { has: ({ alarms }) => alarms.ready, listen: ({ alarms }, heard) => alarms.listen(heard) },
  metrics: { has: ({ metrics }) => metrics.ready, listen: ({ metrics }, heard) => metrics.listen(heard) },
  positions: {
    has: ({ positions }) => positions.count > 0,
    listen: ({ positions }, heard) => positions.listen(heard),
  },
  capacity: {
    has: ({ capacity }) => capacity.value !== null,
    listen: ({ capacity }, heard) => capacity.listen(heard),
  },
  detail: {
    has: ({ detail, shared }) => detail.value !== null || shared.value.selection === null,
    listen: ({ detail }, heard) => detail.listen(heard),
  },
};

/** Once all of these topics have something, or after `ms`: whoever asked is then told of what is missing. */
export async function whenFresh(stores: Stores, topics: readonly Topic[], ms = 3_000): Promise<void> {
  const waits = topics.flatMap((topic) => {
    const source = SOURCES[topic];
    return source === undefined || source.has(stores) ? [] : [once(stores, source, ms)];
  });
  await Promise.all(waits);
}

function once(stores: Stores, { has, listen }: Source, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(late);
      heard.dispose();
      resolve();
    };
    const heard = listen(stores, () => {
      if (has(stores)) end();
    });
    const late = setTimeout(end, ms);
  });
}
