import { wallMs } from '../../../contract/time.ts';
import type { Link } from '../link/link.ts';
import { askClosedAlarms, gatewayWall } from '../reconcile/ask.ts';
import { Continuity } from '../reconcile/continuity.ts';
import type { Subscriptions } from '../subscriptions.ts';
import type { Stores } from '../topics.ts';
import type { Core } from './core.ts';

export interface ContinuityDeps {
  readonly core: Core;
  readonly stores: Pick<Stores, 'clock' | 'reconcile' | 'routes'>;
  readonly link: Link;
  readonly subscriptions: Subscriptions;
}

/** What may be missing, seen from the streams and the history of alarms. */
export function createContinuity({ core, stores, link, subscriptions }: ContinuityDeps): Continuity {
  const { clock, counters, keeper, owned } = core;
  return owned.add(
    new Continuity({
      clock,
      counters,
      keeper,
      standing: () => subscriptions.standing,
      position: () => subscriptions.position,
      routes: () => stores.routes.rows,
      heardAt: () => (link.lastByteAt === null ? null : wallMs(link.lastByteAt)),
      gatewayWall: () => gatewayWall(stores.clock.value, clock.now()),
      ask: (request) => askClosedAlarms(subscriptions, counters, request),
      publish: (gaps) => stores.reconcile.set(gaps),
    }),
  );
}
