import { readFileSync, writeFileSync } from 'node:fs';
import { DEFAULT_RULES_TEXT, defaultRules } from '../alarms/rules/defaults.ts';
import { readRules } from '../alarms/rules/read.ts';
import type { RuleSet } from '../alarms/rules/rule.ts';
import { RULES_SCHEMA } from '../alarms/rules/schema.ts';
import { replayRules, type ReplayResult } from '../alarms/replay.ts';
import { createAnalytics } from '../analytics/analytics.ts';
import { CONFIG_EXIT_CODE, ConfigError } from '../config/error.ts';
import { parseFlags } from '../config/flags.ts';
import { loadConfig } from '../config/load.ts';
import { kebab } from '../config/names.ts';
import { CONFIG_KEYS, type Config } from '../config/schema.ts';
import { createFleet } from '../fleet/index.ts';
import { openDay } from '../runtime/source.ts';

const HELP = `Checks alarm rules, and shows what they would have raised.

Usage: npm run rules -- --check FILE            is it good? else line and column of what is not
       npm run rules -- --print                 the rules that come with the gateway, as a file to begin with
       npm run rules -- --schema FILE           writes the JSON schema that editors check with
       npm run rules -- --replay FILE [input]   what FILE would have raised on a day, against the present rules

  input   the gateway's own flags: --seed 7 --vans 120 for a simulated day (the default), or
          --input recording --positions P.csv --schedule S.csv --stops T.csv for a recorded one.
          The present rules are those of --alarm-rules, else those that come with the gateway.
`;
const STEP_MS = 5_000;

function main(args: readonly string[]): void {
  const { values, switches } = parseFlags(
    args,
    [...CONFIG_KEYS.map(kebab), 'config', 'check', 'replay', 'schema'],
    ['help', 'print'],
  );
  const [check, replay, schema] = ['check', 'replay', 'schema'].map((name) => values.get(name));
  if (switches.has('print')) process.stdout.write(DEFAULT_RULES_TEXT);
  else if (schema !== undefined) writeFileSync(schema, `${JSON.stringify(RULES_SCHEMA, null, 2)}\n`);
  else if (check !== undefined || replay !== undefined) {
    const { config } = loadConfig({ flags: values, env: process.env, cwd: process.cwd() });
    const rules = readOrThrow(check ?? replay ?? '', config);
    if (replay === undefined) console.log(`${check ?? ''}: ${String(rules.rules.size - 1)} rules, good`);
    else compare(config, rules);
  } else process.stdout.write(HELP);
}

function readOrThrow(file: string, config: Config): RuleSet {
  const read = readRules(readFileSync(file, 'utf8'), config.runbookHosts);
  if (read.ok) return read.value;
  const { line, column, message } = read.error;
  throw new ConfigError(`${file}:${String(line)}:${String(column)}: ${message}`);
}

function compare(config: Config, changed: RuleSet): void {
  const present = config.alarmRules === null ? defaultRules() : readOrThrow(config.alarmRules, config);
  const source = openDay(config, () => Date.now());
  const { lateAfter: lateOver, lateClear: lateUnder } = config;
  const fleet = createFleet({ interval: source.interval, lateOver, lateUnder });
  const began = performance.now();
  const [before, after] = replayRules({
    source,
    fleet,
    analytics: createAnalytics(),
    sets: [present, changed],
    step: STEP_MS,
  });
  if (before === undefined || after === undefined) throw new Error('two sets of rules give two results');
  const hours = ((source.end - source.start) / 3_600_000).toFixed(1);
  console.log(`A day of ${hours} h, replayed in ${((performance.now() - began) / 1_000).toFixed(1)} s\n`);
  for (const line of table(before, after)) console.log(line);
}

function* table(before: ReplayResult, after: ReplayResult): Iterable<string> {
  const row = (name: string, a: string, b: string, change: string) =>
    `${name.padEnd(24)}${a.padStart(10)}${b.padStart(10)}${change.padStart(10)}`;
  yield row('alarms by rule', 'present', 'changed', 'change');
  const names = [...new Set([...before.byRule.keys(), ...after.byRule.keys()])].sort();
  for (const name of names) {
    yield counts(row, name, before.byRule.get(name) ?? 0, after.byRule.get(name) ?? 0);
  }
  yield counts(row, 'all', before.alarms, after.alarms);
  yield row('per 10 min, mean', before.average.toFixed(2), after.average.toFixed(2), '');
  yield row('per 10 min, peak', String(before.peak), String(after.peak), '');
  const share = (result: ReplayResult) => `${(100 * result.floodShare).toFixed(1)} %`;
  yield row('time in flood', share(before), share(after), '');
}

function counts(
  row: (...cells: [string, string, string, string]) => string,
  name: string,
  a: number,
  b: number,
) {
  const change = b - a;
  return row(name, String(a), String(b), change === 0 ? '' : `${change > 0 ? '+' : ''}${String(change)}`);
}

try {
  main(process.argv.slice(2));
} catch (error) {
  console.error('routewatch rules:', error instanceof ConfigError ? error.message : error);
  process.exitCode = error instanceof ConfigError ? CONFIG_EXIT_CODE : 1;
}
