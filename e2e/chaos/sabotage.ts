import type { Sabotage } from './options.ts';

/** A piece of the product's source that a child process reads differently. */
export interface Edit {
  /** End of the file's URL. */
  readonly file: string;
  readonly find: RegExp;
  readonly put: string;
}

/**
 * Each takes one safety away, in the harness's children only: the product has no switch for it. An edit that no longer
 * matches is an error, so that a change of the product can not turn a sabotage into nothing.
 */
export const SABOTAGE: Readonly<Record<Sabotage, readonly Edit[]>> = {
  dedupe: [
    {
      file: '/main/console/notifications/notifier.ts',
      find: /if \(alarm !== undefined && !ledger\.knows\(id\)\)/,
      put: 'if (alarm !== undefined)',
    },
    {
      file: '/main/console/streams/client.ts',
      find: /if \(delta\.to <= this\.#seq\) return \[\{ do: 'count', kind: 'delta-repeated' \}\];/,
      put: '',
    },
  ],
  gap: [
    {
      file: '/main/console/streams/client.ts',
      find: /if \(delta\.from <= this\.#seq \+ 1\) return \[/,
      put: 'if (delta.to > 0) return [',
    },
    {
      file: '/main/console/streams/client.ts',
      find: /else if \(beat\.seq > this\.#seq\) this\.#ahead/,
      put: 'else if (beat.seq < 0) this.#ahead',
    },
  ],
  // The number is raised and the delta logged and sent; the state follows on its own, a second and a half later.
  atomic: [
    {
      file: '/gateway/streams/log.ts',
      find: /else tables\.put\.run\(state\.id, change\[0\], JSON\.stringify\(entry\)\);/,
      put: 'else setTimeout(() => tables.put.run(state.id, change[0], JSON.stringify(entry)), 1_500).unref();',
    },
  ],
  age: [
    {
      file: '/main/console/link/machine.ts',
      find: /if \(now < deadline\) return \[model, \[\]\];/,
      put: 'if (now < deadline + 3_600_000) return [model, []];',
    },
    {
      file: '/main/console/link/machine.ts',
      find: /model\.is === 'open' && now - model\.lastByteAt >= STALE_MS;/,
      put: "model.is === 'open' && now - model.lastByteAt >= 3_600_000;",
    },
    // Probes without an answer would say it as well.
    {
      file: '/main/console/link/behind.ts',
      find: /return this\.#late;/,
      put: 'return false;',
    },
    // Engine.IO's own 15 s would now and then notice it first.
    {
      file: '/engine.io-client/build/esm-debug/socket.js',
      find: /_resetPingTimeout\(\) \{/,
      put: '_resetPingTimeout() {\n        return;',
    },
  ],
};

/** The journal is written anew after so few records, and tried again so soon, that a minute of chaos meets both; it says where it is. */
export const JOURNAL_STEPS: readonly Edit[] = [
  {
    file: '/main/console/journal/keeper.ts',
    find: /COMPACT_AFTER = [\d_]+/,
    put: 'COMPACT_AFTER = 25',
  },
  { file: '/main/console/journal/keeper.ts', find: /RETRY_MS = [\d_]+/, put: 'RETRY_MS = 2_000' },
  {
    file: '/main/console/journal/file-journal.ts',
    find: /await rename\(`\$\{path\}\.new`, path\);/,
    put: `for (const at of globalThis.chaosJournal ?? []) at('new-written', path);
        await rename(\`\${path}.new\`, path);
        for (const at of globalThis.chaosJournal ?? []) at('new-named', path);`,
  },
];

/**
 * How many alarms a console may tell by name is a matter of taste and not of delivery: with the budget lifted each alarm
 * has its own notification, and one that comes twice is seen.
 */
export const EVERY_ALARM_BY_NAME: readonly Edit[] = [
  {
    file: '/main/console/notifications/notifier.ts',
    find: /MAX_AT_ONCE = [\d_]+/,
    put: 'MAX_AT_ONCE = 1_000_000',
  },
  { file: '/main/console/notifications/notifier.ts', find: /BURST = [\d_]+/, put: 'BURST = 1_000_000' },
];
