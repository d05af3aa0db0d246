import type { Journal, JournalResult } from '../../main/console/ports.ts';
import type { Step } from './messages.ts';

/** What the harness wants of one console's journal. */
export interface Fate {
  at: Step | null;
  full: boolean;
}

const FULL = { ok: false, reason: 'full', message: 'ENOSPC: no space left on device (chaos)' } as const;
const die = (): void => void process.kill(process.pid, 'SIGKILL');
const holds = (records: readonly unknown[], kind: string): boolean =>
  records.some((record) => (record as { readonly k: string }).k === kind);

/** The real journal on the real disk, until its fate comes. The steps in its inside are edits of its source: `sabotage.ts`. */
export function mortalJournal(inner: Journal, fate: Fate, path: string): Journal {
  const hook = (step: 'new-written' | 'new-named', of: string): void => {
    if (of === path && fate.at === step) die();
  };
  hooks().push(hook);
  return {
    load: () => inner.load(),
    async append(records) {
      if (fate.at === 'before-insert' && holds(records, 'raised')) die();
      if (fate.at === 'before-mark' && holds(records, 'notified')) die();
      if (fate.full) return FULL;
      const wrote: JournalResult<null> = await inner.append(records);
      if (fate.at === 'before-show' && holds(records, 'raised')) die();
      return wrote;
    },
    replace: (records) => (fate.full ? Promise.resolve(FULL) : inner.replace(records)),
  };
}

type Hook = (step: 'new-written' | 'new-named', path: string) => void;
function hooks(): Hook[] {
  const shared = globalThis as { chaosJournal?: Hook[] };
  shared.chaosJournal ??= [];
  return shared.chaosJournal;
}
