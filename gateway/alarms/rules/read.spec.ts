import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { wallMs } from '../../../contract/time.ts';
import { DEFAULT_RULES_TEXT, defaultRules } from './defaults.ts';
import { readRules } from './read.ts';
import { RULES_SCHEMA } from './schema.ts';
import { RulesFile } from './watch.ts';

const file = (rule: string) => `{\n  // ours\n  "rules": [\n    ${rule}\n  ]\n}\n`;
const GOOD = '{ "id": "late", "when": { "kind": "late" }, "priority": 2 }';

describe('a rules file', () => {
  it('that comes with the gateway is good, and what it leaves out has its defaults', () => {
    const rules = defaultRules().rules;
    expect(rules.get('late-promise')).toMatchObject({ priority: 2, when: { over: null, windows: 1 } });
    expect(rules.get('late')).toMatchObject({ onDelay: 0, when: { over: 600, under: 300, windows: 0 } });
    expect(rules.get('failed-delivery')).toMatchObject({ when: { count: 3, within: 3_600 } });
    expect(rules.get('failed-each')).toBeUndefined();
    expect(rules.get('off-route')).toMatchObject({ onDelay: 15, offDelay: 30 });
    expect(rules.get('breakdown')).toMatchObject({ shelve: { most: 0 }, escalate: { desks: 60 } });
    expect(rules.get('rules-refused')).toBeDefined();
  });

  it.each([
    ['{ "id": "late", "when": { "kind": "late" }, "priority": 7 }', 4, 49, 'rules/0/priority'],
    [
      '{ "id": "late", "when": { "kind": "latte" }, "priority": 2 }',
      4,
      31,
      'is no kind of rule (got "latte")',
    ],
    [
      '{ "id": "late", "when": { "kind": "late", "ovr": 3 }, "priority": 2 }',
      4,
      47,
      'ovr: is not known here',
    ],
    ['{ "id": "late", "priority": 2 }', 4, 5, 'rules/0: lacks when'],
    [`${GOOD},\n    ${GOOD}`, 5, 7, 'there are two of "late"'],
    ['{ "id": "a", "when": { "kind": "late" }, "priority": 2, "cause": ["x"] }', 4, 71, 'no cause "x"'],
    ['{ "id": "a", "when": { "kind": "series", "series": "x" }, "priority": 2 }', 4, 18, 'rules/0/when'],
    [
      '{ "id": "a", "when": { "kind": "late" }, "priority": 2, "runbook": { "text": "", "links": [{ "title": "t", "url": "https://evil.example/x" }] } }',
      4,
      112,
      'host "evil.example" is not among runbook-hosts',
    ],
  ])('%s is refused at its place', (rule, line, column, message) => {
    const read = readRules(file(rule), ['wiki.example']);
    if (read.ok) throw new Error('was taken');
    expect(read.error.message).toContain(message);
    expect([read.error.line, read.error.column]).toEqual([line, column]);
  });

  it.each([
    ['{\n  "rules": [}\n}', 2, 13],
    ['{\n  "rules": [\n', 3, 1],
    ['{ "rules": [] "x": 1 }', 1, 15],
    ['{ "rules": [late] }', 1, 13],
    ['{ "rules": [] } }', 1, 17],
    ['{ // so\n  "rules" [] }', 2, 11],
  ])('that is no JSON is refused at its place: %j', (text, line, column) => {
    const read = readRules(text, []);
    if (read.ok) throw new Error('was taken');
    expect([read.error.line, read.error.column]).toEqual([line, column]);
  });

  it('may lead to the hosts that are allowed', () => {
    const links = '[{ "title": "t", "url": "https://wiki.example/x" }]';
    const rule = GOOD.replace('}, "priority"', `}, "runbook": { "text": "", "links": ${links} }, "priority"`);
    expect(readRules(file(rule), ['wiki.example']).ok).toBe(true);
  });

  it('is described by the schema that is published', () => {
    const published = readFileSync(
      join(import.meta.dirname, '../../../docs/alarm-rules.schema.json'),
      'utf8',
    );
    expect(JSON.parse(published)).toEqual(JSON.parse(JSON.stringify(RULES_SCHEMA)));
  });
});

it('reloads a file that changed, and keeps the last good one', () => {
  const dir = mkdtempSync(join(tmpdir(), 'routewatch-rules-'));
  try {
    const path = join(dir, 'rules.json');
    writeFileSync(path, file(GOOD));
    const rules = new RulesFile(path, [], wallMs(1));
    expect([...rules.rules.rules.keys()]).toEqual(['late', 'rules-refused']);
    expect(rules.poll(wallMs(2))).toBeNull();
    writeFileSync(path, file(GOOD.replace('2 }', '9 }')));
    expect(rules.poll(wallMs(3))).toMatchObject({ rules: null, refused: { file: 'rules.json', line: 4 } });
    expect(rules.rules.rules.get('late')?.priority).toBe(2);
    writeFileSync(path, DEFAULT_RULES_TEXT);
    expect(rules.poll(wallMs(4))?.refused).toBeNull();
    expect(rules.rules.rules.size).toBeGreaterThan(10);
    rmSync(path);
    expect(rules.poll(wallMs(5))).toMatchObject({ rules: null, refused: { line: null } });
  } finally {
    rmSync(dir, { recursive: true });
  }
});
