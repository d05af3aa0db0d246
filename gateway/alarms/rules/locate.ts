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

/** Node's parser says `at position 12` or `line 3 column 4`; the end of the text where it says neither. */
export function placeOfSyntaxError(text: string, message: string): Place {
  const position = /at position (\d+)/.exec(message)?.[1];
  return placeOf(text, position === undefined ? text.length : Number(position));
}
