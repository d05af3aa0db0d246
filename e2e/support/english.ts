import type { Page } from '@playwright/test';
import { de } from '../../contract/strings/de.ts';
import { en } from '../../contract/strings/en.ts';

/** Letters of a template besides its parameters; one with fewer says nothing about its language. */
const LEAST = 4;

const forms = (entry: (typeof en | typeof de)[keyof typeof en]): string[] =>
  typeof entry === 'string' ? [entry] : [entry.one, entry.other];

/** Each English text of the catalogue that is written otherwise in German, as the pattern of what it looks like on a screen. */
function englishPatterns(): string[] {
  const german = new Set((Object.keys(de) as (keyof typeof de)[]).flatMap((key) => forms(de[key])));
  return (Object.keys(en) as (keyof typeof en)[])
    .flatMap((key) => forms(en[key]))
    .filter((text) => !german.has(text))
    .filter((text) => text.replace(/\{\w+\}/g, '').replace(/[^\p{L}]/gu, '').length >= LEAST)
    .map((text) => text.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\w+\}/g, '[^ ]+'));
}

/** What is still English in a window that is set to German: its texts, names, hints and placeholders, whole ones only. */
export const strayEnglish = (page: Page): Promise<string[]> =>
  page.evaluate((patterns) => {
    const english = new RegExp(`^(?:${patterns.join('|')})$`, 'u');
    const said = new Set<string>();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      if (node instanceof Text) said.add(node.data.trim());
      else if (node instanceof Element)
        for (const name of ['aria-label', 'title', 'placeholder', 'aria-description'])
          said.add(node.getAttribute(name)?.trim() ?? '');
    }
    return [...said].filter((text) => english.test(text));
  }, englishPatterns());
