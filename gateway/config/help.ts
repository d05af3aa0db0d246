import * as v from 'valibot';
import { metadataOf } from './load.ts';
import { envName, kebab } from './names.ts';
import { CONFIG_KEYS, configSchema } from './schema.ts';

const INDENT = '      ';
const WIDTH = 100;

/** The whole `--help`, from the schema: a key without help can't exist. */
export function helpText(): string {
  const groups = new Map<string, string[]>();
  for (const key of CONFIG_KEYS) {
    const { group, value, allowed } = metadataOf(key);
    const schema = configSchema.entries[key];
    const fallback: unknown = v.getDefault(schema.pipe[0]);
    const ending = fallback === null || fallback === '' ? '' : ` Default: ${String(fallback)}.`;
    const line = `${v.getDescription(schema) ?? ''} Allowed: ${allowed}.${ending} (${envName(key)})`;
    groups.set(group, [...(groups.get(group) ?? []), `  --${kebab(key)} ${value}`, wrap(line)]);
  }
  const keys = [...groups].map(([group, lines]) => `${group}\n${lines.join('\n')}`).join('\n\n');
  return `${HEAD}\n\n${keys}\n\n${TAIL}\n`;
}

function wrap(text: string): string {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1) ?? '';
    if (last !== '' && INDENT.length + last.length + 1 + word.length > WIDTH) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines.map((line) => INDENT + line).join('\n');
}

const HEAD = `Routewatch gateway: takes a fleet's positions and events in, and pushes what changed.

Usage: npm run gateway -- [--KEY VALUE ...]
       npm run gateway -- users|sessions|pair|revoke [--help]: who may come in

Each key comes from a flag, else from the environment variable in parentheses, else from the
file of --config, else from its default.`;

const TAIL = `Program
  --config FILE
      JSON or JSONC file of keys as above, without the dashes: {"speed": 60}. (ROUTEWATCH_CONFIG)
  --ready-json
      Prints {"url": ...} as one line on stdout when ready, for scripts.
  --help
      Prints this.

Exit codes: 0 after SIGINT or SIGTERM, 1 after a failure, 2 for a wrong configuration.`;
