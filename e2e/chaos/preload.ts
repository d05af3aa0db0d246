import { registerHooks } from 'node:module';
import { SABOTAGES } from './options.ts';
import { EVERY_ALARM_BY_NAME, JOURNAL_STEPS, SABOTAGE, type Edit } from './sabotage.ts';

/** Loaded before a child's own code (`--import`): applies the edits that `CHAOS_SABOTAGE` names. */
const asked = process.env['CHAOS_SABOTAGE'] ?? '';
const sabotage = SABOTAGES.find((one) => one === asked);
if (asked !== '' && sabotage === undefined) throw new RangeError(`no sabotage "${asked}"`);
const edits: readonly Edit[] = [
  ...EVERY_ALARM_BY_NAME,
  ...JOURNAL_STEPS,
  ...(sabotage === undefined ? [] : SABOTAGE[sabotage]),
];

registerHooks({
  load(url, context, next) {
    const mine = edits.filter(({ file }) => url.endsWith(file));
    const loaded = next(url, context);
    if (mine.length === 0) return loaded;
    let source =
      typeof loaded.source === 'string'
        ? loaded.source
        : Buffer.from(loaded.source as Uint8Array).toString('utf8');
    for (const { file, find, put } of mine) {
      if (!find.test(source)) throw new Error(`chaos: ${String(find)} is not in ${file} any more`);
      source = source.replace(find, () => put);
    }
    return { ...loaded, source };
  },
});
