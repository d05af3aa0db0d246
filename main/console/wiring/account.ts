import { Account } from '../account/account.ts';
import { createGatewayAuth } from '../account/gateway-auth.ts';
import type { Commands } from '../calls/commands.ts';
import { scopeOf } from '../journal/scope.ts';
import type { Link } from '../link/link.ts';
import type { LinkPublisher } from '../link/publisher.ts';
import type { Notifier } from '../notifications/notifier.ts';
import type { Continuity } from '../reconcile/continuity.ts';
import type { Subscriptions } from '../subscriptions.ts';
import type { AlarmParts } from './alarms.ts';
import type { Core } from './core.ts';

export interface AccountDeps {
  readonly core: Core;
  readonly alarms: AlarmParts;
  readonly commands: Commands;
  readonly continuity: Continuity;
  readonly link: Link;
  readonly notifier: Notifier;
  readonly publisher: LinkPublisher;
  readonly subscriptions: Subscriptions;
  /** What this console is called. */
  readonly deskName: () => string;
  /** What is remembered of the last process is there: nothing is used before. */
  readonly ready: () => Promise<void>;
}

/** Whose console this is: with another gateway or operator everything that is remembered is another's too. */
export function createAccount(deps: AccountDeps): Account {
  const { core, alarms, commands, continuity, link, notifier, publisher, subscriptions } = deps;
  const { ports, config, clock, log, counters, strings, random, http, settings, keeper } = core;
  let remembering = false;

  /** Whose memory is needed from now on; another's is forgotten, and what it still had to send is not sent. */
  function remember(scope: string): void {
    const same = keeper.state.scope === scope;
    if (!same) {
      counters.bump('command-abandoned', keeper.state.commands.size);
      keeper.write([{ k: 'scope', scope }]);
      commands.abandon();
    }
    continuity.begin();
    if (same && !remembering) {
      notifier.resume(keeper.state.pending());
      commands.restore([...keeper.state.commands.values()]);
    }
    remembering = true;
  }

  return new Account({
    config,
    http,
    auth: createGatewayAuth(http),
    clock,
    counters,
    random,
    forget: () => {
      commands.abandon();
      keeper.erase();
      continuity.begin();
    },
    settings,
    desk: deps.deskName,
    vault: ports.vault,
    strings,
    log,
    changed: () => publisher.touch(),
    ready: deps.ready,
    use: (credentials) => {
      alarms.forgetting(() => subscriptions.forget());
      if (credentials !== null) remember(scopeOf(credentials));
      link.use(credentials);
    },
    gateway: () => link.gateway,
  });
}
