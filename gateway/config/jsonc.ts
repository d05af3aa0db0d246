/** JSON with comments and trailing commas -> value. Throws a `SyntaxError` as `JSON.parse` does. */
export function parseJsonc(text: string): unknown {
  // Strings are matched first, so that a `//` inside one stays; comments become blanks, so that positions in errors stay right.
  const blank = (comment: string) => comment.replace(/[^\n]/g, ' ');
  const bare = text.replace(/"(?:[^"\\]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (token) =>
    token.startsWith('"') ? token : blank(token),
  );
  const commas = bare.replace(/"(?:[^"\\]|\\.)*"|,(?=\s*[}\]])/g, (token) => (token === ',' ? ' ' : token));
  return JSON.parse(commas);
}
