import type { Layout } from '../../../contract/layout/types.ts';
import { createStrings } from '../../../contract/strings/index.ts';
import { builtinLayouts } from '../layouts/builtin.ts';
import { Desk } from '../layouts/desk.ts';
import { NOTHING_STORED, readStored, writeStored, type Stored } from '../layouts/stored.ts';

/** UUIDs in a row: `uuid(1)` is the first one that a desk under test makes. */
export const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** A desk alone, with ids and a clock that a test can foresee. `again` is another process that finds what this one kept. */
export function aDesk(stored: Stored = NOTHING_STORED, from = 0) {
  let made = from;
  let changes = 0;
  const builtin: readonly Layout[] = builtinLayouts(createStrings('en-GB'));
  const desk = new Desk({
    now: () => 1_700_000_000_000 + made,
    newId: () => uuid((made += 1)),
    builtin: () => builtin,
    changed: () => (changes += 1),
  });
  desk.load(stored, null);
  const lost: string[] = [];
  return {
    desk,
    lost,
    changes: () => changes,
    again(harm: (raw: Record<string, unknown>) => void = () => undefined) {
      const raw = JSON.parse(JSON.stringify(writeStored(desk.stored))) as Record<string, unknown>;
      harm(raw);
      const next = aDesk(
        readStored(raw, (what, why) => lost.push(`${what}: ${why}`)),
        made,
      );
      return { ...next, lost };
    },
  };
}
