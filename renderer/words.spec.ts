import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'svelte/compiler';
import { expect, test } from 'vitest';
import { en } from '../contract/strings/en.ts';

const root = join(import.meta.dirname, '..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const sources = (pattern: string): string[] => globSync(pattern, { cwd: root }).sort();

/** The product's name, the keys that stand on the keyboard, an address that means the same in every language, and signs of priority. */
const ALLOWED = new Set([
  'Routewatch',
  'F',
  'N',
  'A',
  'L',
  'C',
  'O',
  'X',
  'E',
  'H',
  'U',
  'J',
  'Esc',
  'Enter',
  'Tab',
  'https://gateway.example',
]);
/** Names that the platform gave. */
const PLATFORM = new Set([
  'Enter',
  'CapsLock',
  'ArrowDown',
  'ArrowUp',
  'ArrowLeft',
  'ArrowRight',
  'Arrow',
  'Backspace',
  'CapsLock',
  'Escape',
  'Home',
  'End',
  'Tab',
  'Notification',
]);
/** Attributes that somebody reads or hears; every other one is for the machine. */
const READ =
  /^(aria-label|aria-description|title|alt|placeholder|label|name|does|again|words|what|hint|emptyTitle|emptyHint)$/;
const WORDS = /\p{L}/u;
/** A capital and small letters, or two words: what a person reads, where a class or a key would have neither. */
const SENTENCE = /^\p{Lu}\p{Ll}+|\p{L}{2,} \p{L}{2,}/u;

interface Node {
  readonly type: string;
  readonly [field: string]: unknown;
}
const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node)['type'] === 'string';

/** Words of the fragment that are not from the catalogue. */
function literals(node: Node, attribute: string | null, found: string[]): string[] {
  if (node.type === 'RegularElement' && node['name'] === 'style') return found;
  const inside = /^(Attribute|StyleDirective)$/.test(node.type) ? String(node['name']) : attribute;
  const text = String(node['data'] ?? node['value'] ?? '').trim();
  if (node.type === 'Text' && (inside === null || READ.test(inside)) && WORDS.test(text)) found.push(text);
  if (node.type === 'Literal' && typeof node['value'] === 'string' && SENTENCE.test(text)) found.push(text);
  if (node.type === 'TemplateElement') {
    const { cooked } = node['value'] as { readonly cooked: string };
    if (SENTENCE.test(cooked)) found.push(cooked);
  }
  for (const [field, value] of Object.entries(node)) {
    if (field === 'parent') continue;
    for (const child of Array.isArray(value) ? value : [value])
      if (isNode(child)) literals(child, inside, found);
  }
  return found;
}

test.each(sources('renderer/**/*.svelte'))('%s takes its words from the catalogue', (file) => {
  const { fragment, instance } = parse(read(file), { modern: true, filename: file });
  const markup = literals(fragment as unknown as Node, null, []);
  expect(markup.filter((text) => !ALLOWED.has(text))).toEqual([]);
  const errors = /throw new \w*Error\([^)]*\)|^\s*import .*$/gm;
  const { start, end } = (instance?.content ?? { start: 0, end: 0 }) as unknown as {
    start: number;
    end: number;
  };
  const script = read(file)
    .slice(start, end)
    .replace(errors, '')
    .replace(/\/\*\*?[^]*?\*\/|\/\/.*$/gm, '');
  const said = [...script.matchAll(/'([^'\n]*)'|`([^`]*)`/g)].map((match) => match[1] ?? match[2] ?? '');
  expect(said.filter((text) => SENTENCE.test(text) && !PLATFORM.has(text))).toEqual([]);
});

test('every text of the catalogue is said somewhere', () => {
  const files = sources('{renderer,main,contract}/**/*.{ts,svelte}').filter(
    (file) => !file.endsWith('.spec.ts'),
  );
  // A key is not said by its own line in the catalogue.
  const said = (file: string): string =>
    file.includes('contract/strings/') ? read(file).replace(/^ +'[^']+':/gm, '') : read(file);
  const all = files.map(said).join('\n');
  const stems = [...all.matchAll(/`([\w.-]+\$\{[^`]*)`/g)].map(([, stem = '']) => {
    const parts = stem.split(/\$\{[^}]*\}/).map((part) => part.replaceAll('.', '\\.'));
    return new RegExp(`^${parts.join('[\\w-]+')}$`);
  });
  const unsaid = Object.keys(en).filter(
    (key) => !all.includes(`'${key}'`) && !stems.some((stem) => stem.test(key)),
  );
  expect(unsaid).toEqual([]);
});
