import { ConfigError } from './error.ts';
import { nearest } from './names.ts';

export interface Flags {
  readonly values: ReadonlyMap<string, string>;
  readonly switches: ReadonlySet<string>;
}

/**
 * `--name value` or `--name=value` for those in `valued`, `--name` for those in `switches`; given twice, the last counts.
 * Throws ConfigError for anything else.
 */
export function parseFlags(
  args: readonly string[],
  valued: readonly string[],
  switches: readonly string[],
): Flags {
  const values = new Map<string, string>();
  const on = new Set<string>();
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? '';
    const match = /^--([a-z][a-z-]*)(?:=(.*))?$/s.exec(arg);
    const [, name = '', inline] = match ?? [];
    if (valued.includes(name)) {
      const value = inline ?? args[++index];
      if (value === undefined) throw new ConfigError(`--${name} needs a value`);
      values.set(name, value);
    } else if (switches.includes(name) && inline === undefined) {
      on.add(name);
    } else {
      throw new ConfigError(unknownFlag(arg, [...valued, ...switches]));
    }
  }
  return { values, switches: on };
}

function unknownFlag(arg: string, known: readonly string[]): string {
  const near = nearest(arg.replace(/^-+/, '').replace(/=.*/s, ''), known);
  const hint = near === null ? 'see --help for those allowed' : `did you mean --${near}?`;
  return `unknown key ${JSON.stringify(arg)} (flag); ${hint}`;
}
