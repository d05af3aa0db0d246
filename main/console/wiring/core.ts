import { Disposables } from '../../../contract/disposable.ts';
import type { Strings } from '../../../contract/strings/index.ts';
import type { ConsoleConfig } from '../api.ts';
import { Counters } from '../counters.ts';
import { JournalKeeper } from '../journal/keeper.ts';
import { createHttp, type Http } from '../net/http.ts';
import { SYSTEM_TRUST, type Trust } from '../net/trust.ts';
import type { Clock, Logger, Ports } from '../ports.ts';
import { SettingsKeeper } from '../settings.ts';
import { createWords, type Words } from '../words.ts';

/** What every part of the console stands on. */
export interface Core {
  readonly ports: Ports;
  readonly config: ConsoleConfig;
  readonly clock: Clock;
  readonly log: Logger;
  readonly random: () => number;
  readonly words: Words;
  readonly strings: Strings;
  readonly trust: Trust;
  readonly http: Http;
  readonly counters: Counters;
  readonly settings: SettingsKeeper;
  readonly keeper: JournalKeeper;
  /** Ends whatever a part adds, the latest first. */
  readonly owned: Disposables;
}

/** `changed`: a count, or whether the journal is kept, is another. */
export function createCore(ports: Ports, config: ConsoleConfig, changed: () => void): Core {
  const { clock, log } = ports;
  const { trust = SYSTEM_TRUST } = config;
  const words = createWords(config.locale, config.timeZone);
  const owned = new Disposables();
  const counters = new Counters(changed);
  const settings = owned.add(new SettingsKeeper(ports.settings, clock, log, counters));
  const keeper = owned.add(new JournalKeeper({ journal: ports.journal, clock, counters, log, changed }));
  return {
    ports,
    config,
    clock,
    log,
    random: Math.random,
    words,
    strings: words.strings,
    trust,
    http: createHttp(trust),
    counters,
    settings,
    keeper,
    owned,
  };
}
