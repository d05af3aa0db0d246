import type { LinkState } from '../../../contract/bridge.ts';
import type { Disposable } from '../../../contract/disposable.ts';
import * as wire from '../../../contract/schema/wire.ts';
import { decode } from '../decode.ts';
import type { Feed } from '../feed/feed.ts';
import { PhaseHistory } from '../link/history.ts';
import { Link } from '../link/link.ts';
import { LinkPublisher } from '../link/publisher.ts';
import type { Lease, Namespace, Session } from '../link/session.ts';
import { linkState, phaseOf } from '../link/summary.ts';
import type { Shared } from '../shared.ts';
import { Subscriptions } from '../subscriptions.ts';
import type { Stores } from '../topics.ts';
import type { Core } from './core.ts';

export interface LinkDeps {
  readonly core: Core;
  readonly stores: Stores;
  readonly shared: Shared;
  readonly feed: Feed;
  /** Why the session will not outlive this process; null where it does. */
  readonly warning: () => string | null;
  /** What of the streams stands is another. */
  readonly standing: () => void;
  /** `/alerts` of the present session; null while there is none. */
  readonly alerts: (namespace: Namespace | null) => void;
  /** Windows have the state; now everybody else. */
  readonly published: (state: LinkState) => void;
}

export interface LinkParts {
  readonly link: Link;
  readonly subscriptions: Subscriptions;
  readonly history: PhaseHistory;
  readonly publisher: LinkPublisher;
  readonly state: () => LinkState;
  /** Gives back what of a session is held. */
  readonly leave: () => void;
}

/** The line to the gateway, what is subscribed to over it, and what windows are told of it. */
export function createLink(deps: LinkDeps): LinkParts {
  const { core, stores, shared, feed } = deps;
  const { clock, log, counters, strings, random, http, trust, keeper, owned } = core;
  const link = owned.add(
    new Link({
      clock,
      log,
      counters,
      strings,
      random,
      http,
      trust,
      onSession,
      changed: () => publisher.touch(),
    }),
  );
  const subscriptions = owned.add(
    new Subscriptions({
      http,
      clock,
      counters,
      random,
      stores,
      demand: () => feed.demand(),
      selection: () => shared.selection,
      credentials: () => link.credentials,
      changed: () => {
        deps.standing();
        publisher.touch();
      },
    }),
  );
  const state = (): LinkState =>
    linkState(
      link,
      subscriptions.view,
      counters.snapshot(),
      deps.warning(),
      keeper.trouble,
      strings,
      clock.now(),
    );
  const history = new PhaseHistory(clock);
  const publisher = owned.add(
    new LinkPublisher(
      clock,
      () => phaseOf(link, subscriptions),
      state,
      (next) => {
        history.see(next);
        stores.link.set(next);
        deps.published(next);
      },
    ),
  );
  let alerts: { readonly lease: Lease; readonly bye: Disposable } | null = null;

  function onSession(session: Session | null): void {
    alerts?.bye.dispose();
    alerts?.lease.dispose();
    alerts = null;
    if (session !== null) {
      const lease = session.lease('alerts');
      alerts = { lease, bye: lease.namespace.on('bye', onBye) };
    }
    subscriptions.use(session);
    deps.alerts(alerts?.lease.namespace ?? null);
  }

  function onBye(payload: unknown): void {
    const bye = decode(wire.bye, payload, 'bad-bye', counters);
    if (bye === null) return;
    const code = bye.code === 'expired' || bye.code === 'revoked' ? bye.code : 'closed';
    link.said({ code, message: `${strings.t(`reason.${code}`)} (${bye.message})` });
  }

  return { link, subscriptions, history, publisher, state, leave: () => onSession(null) };
}
