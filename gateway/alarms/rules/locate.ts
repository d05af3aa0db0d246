/** Where in a JSON text a value stands: by its path, `rules/0/priority`; the key of an object's member is its place. */
export interface Place {
  /** From 1. */
  readonly line: number;
  readonly column: number;
}

const TOKEN = /\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/|"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"/]+/y;
const SPACE = /^(\s|\/[/*])/;

/**
 * Offsets by JSON pointer without its first slash, of a JSON text with comments that a parser has already found good.
 * Answers what it could read of a text that is not.
 */
export function offsets(text: string): ReadonlyMap<string, number> {
  const found = new Map<string, number>([['', 0]]);
  const open: { readonly path: string; index: number | null; key: string | null }[] = [];
  const pathOf = (): string => {
    const top = open.at(-1);
    if (top === undefined) return '';
    const name = top.index === null ? (top.key ?? '') : String(top.index);
    return top.path === '' ? name : `${top.path}/${name}`;
  };
  TOKEN.lastIndex = 0;
  for (;;) {
    const at = TOKEN.lastIndex;
    const token = TOKEN.exec(text)?.[0];
    if (token === undefined) return found;
    if (SPACE.test(token)) continue;
    const top = open.at(-1);
    if (token === '}' || token === ']') open.pop();
    else if (token === ',') {
      if (top?.index !== null && top !== undefined) top.index += 1;
      else if (top !== undefined) top.key = null;
    } else if (token !== ':') {
      const isKey = top !== undefined && top.index === null && top.key === null;
      if (isKey) top.key = unquoted(token).replaceAll('~', '~0').replaceAll('/', '~1');
      if (!found.has(pathOf())) found.set(pathOf(), at);
      if (token === '{') open.push({ path: pathOf(), index: null, key: null });
      if (token === '[') open.push({ path: pathOf(), index: 0, key: null });
    }
  }
}

const unquoted = (token: string): string => (token.startsWith('"') ? token.slice(1, -1) : token);

export function placeOf(text: string, offset: number): Place {
  const before = text.slice(0, Math.max(0, offset));
  const line = before.split('\n').length;
  return { line, column: before.length - before.lastIndexOf('\n') };
}

type Expected = 'value' | 'value or end' | 'key or end' | 'colon' | 'comma or end';

/** The first token that no JSON text may have there; the text's end where it is only too short. Node's parser does not always say. */
export function placeOfSyntaxError(text: string): Place {
  const open: ('{' | '[')[] = [];
  let expected: Expected = 'value';
  TOKEN.lastIndex = 0;
  for (;;) {
    const at = TOKEN.lastIndex;
    const token = TOKEN.exec(text)?.[0];
    if (token === undefined) return placeOf(text, at === 0 ? text.length : at);
    if (SPACE.test(token)) continue;
    const next = after(token, expected, open);
    if (next === null) return placeOf(text, at);
    expected = next;
  }
}

/** What may follow the token; null where it may not be there. Commas before an end are taken, as `parseJsonc` takes them. */
function after(token: string, expected: Expected, open: ('{' | '[')[]): Expected | null {
  if (expected === 'colon') return token === ':' ? 'value' : null;
  if (expected === 'comma or end' && token === ',' && open.length > 0)
    return open.at(-1) === '{' ? 'key or end' : 'value or end';
  if (expected !== 'value' && (token === '}' || token === ']'))
    return open.pop() === (token === '}' ? '{' : '[') ? 'comma or end' : null;
  if (expected === 'key or end') return token.startsWith('"') ? 'colon' : null;
  if (expected === 'comma or end') return null;
  if (token === '{' || token === '[') {
    open.push(token);
    return token === '{' ? 'key or end' : 'value or end';
  }
  return /^(".*"|-?\d+(\.\d+)?([eE][+-]?\d+)?|true|false|null)$/s.test(token) ? 'comma or end' : null;
}
