import { describe, expect, test } from 'vitest';
import { de } from './de.ts';
import { en, type Catalogue } from './en.ts';
import { createStrings } from './index.ts';

type Key = keyof Catalogue;
const keys = Object.keys(en) as Key[];
const forms = (entry: Catalogue[Key]): string[] =>
  typeof entry === 'string' ? [entry] : [entry.one, entry.other];
const named = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();

describe('German', () => {
  test('names in each text exactly the parameters of the English one', () => {
    const wrong = keys.filter((key) => {
      const wanted = named(forms(en[key]).at(-1) ?? '').join();
      return forms(de[key]).some((form) => named(form).join() !== wanted);
    });
    expect(wrong).toEqual([]);
  });

  test('is chosen for any German, with its own figures', () => {
    const { t, language } = createStrings('de-AT', 'Europe/Vienna');
    expect(language).toBe('de');
    expect(t('panel.alarms')).toBe('Alarme');
    expect(createStrings('de').t('alarms.more', { n: 12_345 })).toContain('12.345');
    expect(createStrings('de').format.distance(1_440)).toBe('1,4 km');
    expect(createStrings('de').t('alarm.summary.title', { n: 1 })).toBe('1 Alarm ist nicht quittiert');
  });
});

test('figures in words are written as the locale writes them, names are left alone', () => {
  const { t } = createStrings('en-GB');
  expect(t('map.vans', { n: 12_345 })).toBe('12,345 vans');
  expect(t('map.van', { id: '12345' })).toBe('Van 12345');
});
