import type { Journal, JournalResult } from '../ports.ts';

export type JournalStep = 'load' | 'append' | 'replace';
/** `before`: the process dies and nothing is written; `after`: it is written, and the process dies before it hears of it. */
export type Fate = 'before' | 'after' | 'full' | null;

/** A disk that outlives consoles, and does at each step what the test says. */
export class TestDisk {
  records: unknown[] = [];
  damaged = 0;
  readonly steps: { readonly step: JournalStep; readonly records: readonly unknown[] }[] = [];
  fate: (step: JournalStep, records: readonly unknown[]) => Fate = () => null;

  /** One process's view of it; after a death nothing of that process ever reaches the disk again. */
  journal(): Journal {
    let dead = false;
    const never = new Promise<never>(() => undefined);
    const run = async <T>(
      step: JournalStep,
      records: readonly unknown[],
      work: () => T,
    ): Promise<JournalResult<T>> => {
      await Promise.resolve();
      if (dead) return never;
      this.steps.push({ step, records });
      const fate = this.fate(step, records);
      if (fate === 'full') return { ok: false, reason: 'full', message: 'no space left on device' };
      dead = fate !== null;
      if (fate === 'before') return never;
      const value = work();
      return dead ? never : { ok: true, value };
    };
    return {
      load: () => run('load', [], () => ({ records: structuredClone(this.records), damaged: this.damaged })),
      append: (records) =>
        run('append', records, () => {
          this.records.push(...(structuredClone(records) as unknown[]));
          return null;
        }),
      replace: (records) =>
        run('replace', records, () => {
          this.records = structuredClone(records) as unknown[];
          return null;
        }),
    };
  }
}
