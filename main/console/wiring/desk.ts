import { builtinLayouts } from '../layouts/builtin.ts';
import { Desk } from '../layouts/desk.ts';
import { Pages } from '../layouts/pages.ts';
import { Placement } from '../layouts/placement.ts';
import { readStored, writeStored } from '../layouts/stored.ts';
import { windowTitle } from '../layouts/title.ts';
import type { Shared } from '../shared.ts';
import type { Stores } from '../topics.ts';
import type { Core } from './core.ts';

export interface DeskDeps {
  readonly core: Core;
  readonly stores: Pick<Stores, 'desk'>;
  readonly shared: Shared;
}

export interface DeskParts {
  readonly desk: Desk;
  readonly placement: Placement;
  /** null where the host opens windows itself: then each has a page. */
  readonly pages: Pages | null;
  /** From the settings, once they are loaded. */
  readonly load: () => void;
  /** To every window, and onto the displays. */
  readonly show: () => void;
}

/** The windows of this desk: what stands in each, and where each stands. */
export function createDesk({ core, stores, shared }: DeskDeps): DeskParts {
  const { ports, config, clock, log, counters, settings, strings, owned } = core;
  const desk = new Desk({
    now: () => clock.now(),
    newId: () => globalThis.crypto.randomUUID(),
    builtin: () => builtinLayouts(strings),
    changed: () => {
      settings.change({ desk: writeStored(desk.stored) });
      show();
    },
  });
  const placement = owned.add(
    new Placement({
      clock,
      displays: ports.displays,
      windows: ports.windows,
      desk: () => desk.windows,
      title: (window) => windowTitle(window, strings),
      settled: (id, home) => desk.settled(id, home),
    }),
  );
  const pages = config.host === 'web' ? owned.add(new Pages(clock, () => publish())) : null;

  function publish(): void {
    const { state } = desk;
    const pageless = pages?.without(state.windows.map(({ id }) => id));
    stores.desk.set(pageless === undefined ? state : { ...state, pageless });
  }

  function show(): void {
    publish();
    shared.publish();
    placement.show();
  }

  function load(): void {
    const stored = readStored(settings.value.desk, (what, why) => {
      counters.bump(`desk-${what}-damaged`);
      log.warn(`desk: a damaged ${what} is left out`, { why });
    });
    desk.load(stored, settings.value.bounds);
  }

  return { desk, placement, pages, load, show };
}
