import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConfigError } from './error.ts';
import { parseFlags } from './flags.ts';
import { helpText } from './help.ts';
import { parseJsonc } from './jsonc.ts';
import { loadConfig } from './load.ts';
import { envName, kebab } from './names.ts';
import { CONFIG_KEYS } from './schema.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'routewatch-config-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true, force: true });
});

const FLAGS = [...CONFIG_KEYS.map(kebab), 'config'];
function load(args: string, env: Record<string, string> = {}) {
  const { values } = parseFlags(args === '' ? [] : args.split(' '), FLAGS, ['help']);
  return loadConfig({ flags: values, env, cwd: dir });
}
function write(text: string): string {
  const file = join(dir, 'gateway.jsonc');
  writeFileSync(file, text);
  return file;
}
function lineOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    const { message } = error as ConfigError;
    expect(message).not.toContain('\n');
    return message;
  }
  throw new Error('nothing was wrong');
}

describe('precedence', () => {
  it('is flag over environment over file over default', () => {
    const file = write('{"speed": 2, "vans": 3, "seed": 4}');
    const { config } = load(`--config ${file} --speed 20`, { ROUTEWATCH_SPEED: '10', ROUTEWATCH_VANS: '30' });
    expect(config).toMatchObject({ speed: 20, vans: 30, seed: 4, lateAfter: 300, input: 'simulator' });
  });

  it('takes the file from the environment too', () => {
    expect(load('', { ROUTEWATCH_CONFIG: write('{"port": 0}') }).config.port).toBe(0);
  });
});

describe('values', () => {
  it('are read the same from text and from JSON', () => {
    const file = write('{"tick-ms": 100, "start-time": "06:30", "allowed-origins": ["https://a.example"]}');
    const fromFile = load(`--config ${file}`).config;
    const fromFlags = load('--tick-ms 100 --start-time=06:30 --allowed-origins https://a.example').config;
    expect(fromFile).toEqual(fromFlags);
    expect(fromFile).toMatchObject({ tickMs: 100, startTime: 390, allowedOrigins: ['https://a.example'] });
  });

  it('default the data folder to the working directory, or to XDG where nothing is here yet', () => {
    const env = { XDG_DATA_HOME: join(dir, 'xdg') };
    expect(load('').config.dataDir).toBe(join(dir, '.routewatch'));
    expect(load('', env).config.dataDir).toBe(join(dir, 'xdg', 'routewatch'));
    mkdirSync(join(dir, '.routewatch'));
    expect(load('', env).config.dataDir).toBe(join(dir, '.routewatch'));
  });
});

describe('what is wrong is one line with key, source, value and what is allowed', () => {
  const cases: [args: string, line: string][] = [
    ['--speed 601', 'speed (flag --speed): got "601"; allowed: a number from 1 to 600'],
    ['--speed fast', 'speed (flag --speed): got "fast"; allowed: a number from 1 to 600'],
    ['--port 80.5', 'port (flag --port): got "80.5"; allowed: a whole number from 0 to 65535'],
    ['--vans 0x10', 'vans (flag --vans): got "0x10"; allowed: a whole number from 1 to 20000'],
    ['--input tape', 'input (flag --input): got "tape"; allowed: one of simulator, recording, none'],
    [
      '--start-time 24:00',
      'start-time (flag --start-time): got "24:00"; allowed: a time of day from 00:00 to 23:59',
    ],
    ['--date 2015-02-29', 'date (flag --date): got "2015-02-29"; allowed: a day such as 2016-12-16'],
    [
      '--tenant Demo',
      'tenant (flag --tenant): got "Demo"; allowed: 1-63 of lower-case letters, digits and -',
    ],
    [
      '--allowed-origins localhost',
      'allowed-origins (flag --allowed-origins): got "localhost"; allowed: origins such as https://desk.example.org, separated by commas',
    ],
    [
      '--trust-proxy 10.0.0.0/8,10.0.0.0/33',
      'trust-proxy (flag --trust-proxy): got "10.0.0.0/8,10.0.0.0/33"; allowed: addresses or networks such as 10.0.0.0/8, separated by commas',
    ],
    [
      '--late-clear 300',
      'late-clear (flag --late-clear): got 300; allowed: late-clear (300) under late-after (300)',
    ],
    ['--input recording', 'positions (default): got nothing; allowed: a path, as --input recording needs it'],
    [
      '--stops s.csv',
      'stops (flag --stops): got "s.csv"; allowed: only together with --input recording, and input is simulator',
    ],
    ['--sped 3', 'unknown key "--sped" (flag); did you mean --speed?'],
    ['--frobnicate', 'unknown key "--frobnicate" (flag); see --help for those allowed'],
    ['--speed', '--speed needs a value'],
    ['speed', 'unknown key "speed" (flag); did you mean --speed?'],
  ];
  for (const [args, line] of cases) it(line, () => expect(lineOf(() => load(args))).toBe(line));

  it('in the environment', () => {
    expect(lineOf(() => load('', { ROUTEWATCH_TICK_MS: '1' }))).toBe(
      'tick-ms (ROUTEWATCH_TICK_MS): got "1"; allowed: a whole number from 10 to 1000 ms',
    );
  });

  it('in the file', () => {
    const wrong = write('{"retention": true}');
    expect(lineOf(() => load(`--config ${wrong}`))).toBe(
      `retention ("retention" in ${wrong}): got true; allowed: a number from 1 to 87600 hours`,
    );
    const unknown = write('{"tickms": 50}');
    expect(lineOf(() => load(`--config ${unknown}`))).toBe(
      `unknown key "tickms" (file ${unknown}); did you mean "tick-ms"?`,
    );
    expect(lineOf(() => load(`--config ${write('{"port": }')}`))).toContain(
      'allowed: a readable JSON or JSONC file',
    );
    expect(lineOf(() => load(`--config ${write('[]')}`))).toContain('got []; allowed: one JSON object');
    expect(lineOf(() => load(`--config ${join(dir, 'none')}`))).toContain('ENOENT');
  });
});

it('warns of names with its prefix that it does not know', () => {
  expect(load('', { ROUTEWATCH_SPED: '3', PATH: '/bin' }).warnings).toEqual([
    'ROUTEWATCH_SPED is not a key of the gateway: ignored',
  ]);
});

it('reads JSON with comments and trailing commas, and leaves strings alone', () => {
  const text = '{ // one\n "a": "x // y, }", /* two\n */ "b": [1, 2, ],\n}';
  expect(parseJsonc(text)).toEqual({ a: 'x // y, }', b: [1, 2] });
  expect(() => parseJsonc('{"a": 1')).toThrow(SyntaxError);
});

it('explains every key in --help, with flag, variable and what is allowed', () => {
  const help = helpText();
  for (const key of CONFIG_KEYS) {
    expect(help).toMatch(new RegExp(`^  --${kebab(key)} \\S`, 'm'));
    expect(help.replace(/\s+/g, ' ')).toContain(`(${envName(key)})`);
  }
  expect(help).toContain('--ready-json');
  for (const line of help.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
});
