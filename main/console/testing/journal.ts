import type { Journal, JournalResult } from '../ports.ts';

export type JournalStep = 'load' | 'append' | 'replace';
/**
 * `before`: the process dies and nothing is written; `torn`: the last record is not; `after`: it is written, and the process dies
 * before it hears of it.
 */
export type Fate = 'before' | 'torn' | 'after' | 'full' | null;

/** A disk that outlives consoles, and does at each step what the test says. */
export class TestDisk {
  records: unknown[] = [];
  damaged = 0;
  readonly steps: { readonly step: JournalStep; readonly records: readonly unknown[] }[] = [];
  fate: (step: JournalStep, records: readonly unknown[]) => Fate = () => null;

  /** A process has died of its fate. */
  died = false;

  /** One process's view of it; after a death nothing of that process ever reaches the disk again. */
  journal(): Journal {
    let dead = false;
    const never = new Promise<never>(() => undefined);
    const run = async <T>(
      step: JournalStep,
      records: readonly unknown[],
      work: (records: readonly unknown[]) => T,
    ): Promise<JournalResult<T>> => {
      await Promise.resolve();
      if (dead) return never;
      this.steps.push({ step, records });
      const fate = this.fate(step, records);
      if (fate === 'full') return { ok: false, reason: 'full', message: 'no space left on device' };
      dead = fate !== null;
      this.died ||= dead;
      if (fate === 'before') return never;
      const value = work(fate === 'torn' ? records.slice(0, -1) : records);
      return dead ? never : { ok: true, value };
    };
    const copy = (records: readonly unknown[]): unknown[] => structuredClone(records) as unknown[];
    return {
      load: () => run('load', [], () => ({ records: copy(this.records), damaged: this.damaged })),
      append: (records) =>
        run('append', records, (written) => {
          this.records.push(...copy(written));
          return null;
        }),
      replace: (records) =>
        run('replace', records, () => {
          this.records = copy(records);
          return null;
        }),
    };
  }
}
