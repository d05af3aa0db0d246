import { describe, expect, it } from 'vitest';
import { raiseAlarm } from '../../../contract/alarm.ts';
import { feedMs, wallMs } from '../../../contract/time.ts';
import { openSql } from '../../streams/index.ts';
import { deed } from '../act.ts';
import { csvLine } from './csv.ts';
import { openAuditTrail } from './trail.ts';
import { verifyAudit } from './verify.ts';

const T = 1_800_000_000_000;
const alarm = raiseAlarm({
  id: 'a1',
  rule: 'late',
  priority: 2,
  routeId: 'r1',
  vehicleId: null,
  facts: {},
  at: feedMs(T),
  wall: wallMs(T),
});
const moment = (n: number) => ({ feed: feedMs(T + n), wall: wallMs(T + n * 1_000) });

function chain(length: number) {
  const sql = openSql(':memory:');
  const trail = openAuditTrail(sql, 'demo');
  sql.transaction(() =>
    trail.append(
      Array.from({ length }, (_, n) =>
        deed('commented', alarm, moment(n), { by: 'ana', console: 'desk 1' }, { text: `note ${String(n)}` }),
      ),
    ),
  );
  const change = (text: string, ...values: (string | number)[]) => sql.prepare(text).run(...values);
  return { sql, trail, change, verify: () => verifyAudit(sql, 'demo') };
}

describe('the chain', () => {
  it('holds, over its chunks, and says where it ends', () => {
    const { verify, trail } = chain(2_100);
    expect(verify()).toEqual({ ok: true, entries: 2_100, head: trail.head });
  });

  it('goes on after a restart', () => {
    const { sql, verify } = chain(3);
    openAuditTrail(sql, 'demo').append([deed('handed-over', null, moment(9))]);
    expect(verify()).toMatchObject({ ok: true, entries: 4 });
  });

  it('of a transaction that was undone leaves nothing', () => {
    const { sql, trail, verify } = chain(3);
    expect(() =>
      sql.transaction(() => {
        trail.append([deed('commented', alarm, moment(4))]);
        throw new Error('disk full');
      }),
    ).toThrow('disk full');
    trail.append([deed('commented', alarm, moment(5))]);
    expect(verify()).toMatchObject({ ok: true, entries: 4, head: { seq: 4 } });
  });

  it('names the link of which one byte was flipped, wherever it is', () => {
    const where = [
      ["UPDATE alarm_audit SET entry = replace(entry, 'note 6', 'note 7') WHERE seq = 7", 'hashed'],
      ["UPDATE alarm_audit SET entry = replace(entry, 'ana', 'anb') WHERE seq = 7", 'hashed'],
      ['UPDATE alarm_audit SET at = at + 1 WHERE seq = 7', 'columns'],
      ["UPDATE alarm_audit SET hash = replace(hash, substr(hash, 1, 1), 'g') WHERE seq = 7", 'hashed'],
      ['UPDATE alarm_audit SET entry = substr(entry, 2) WHERE seq = 7', 'JSON'],
    ] as const;
    for (const [statement, why] of where) {
      const { change, verify } = chain(12);
      expect(change(statement).changes).toBe(1);
      expect(verify(), statement).toMatchObject({ ok: false, seq: 7, why: expect.stringContaining(why) });
    }
  });

  it('names what was deleted, in the middle and at the beginning', () => {
    const middle = chain(12);
    middle.change('DELETE FROM alarm_audit WHERE seq = 5');
    expect(middle.verify()).toMatchObject({ ok: false, seq: 5 });
    const beginning = chain(12);
    beginning.change('DELETE FROM alarm_audit WHERE seq <= 3');
    expect(beginning.verify()).toMatchObject({ ok: false, seq: 1 });
  });

  it('names the first of two that were swapped, also where their numbers were set right', () => {
    const { change, verify } = chain(12);
    change('UPDATE alarm_audit SET seq = 100 WHERE seq = 4');
    change('UPDATE alarm_audit SET seq = 4 WHERE seq = 8');
    change('UPDATE alarm_audit SET seq = 8 WHERE seq = 100');
    expect(verify()).toMatchObject({ ok: false, seq: 4 });
  });

  it('stays whole when the old is pruned, because the pruning is a link itself', () => {
    const { trail, verify } = chain(20);
    expect(trail.prune(wallMs(T + 5_500), moment(30))).toBe(6);
    expect(verify()).toMatchObject({ ok: true, entries: 15 });
    expect(trail.prune(wallMs(T + 9_500), moment(31))).toBe(4);
    expect(verify()).toMatchObject({ ok: true, entries: 12 });
  });

  it('is read newest first, of one alarm or of all', () => {
    const { trail } = chain(5);
    trail.append([deed('handed-over', null, moment(9))]);
    expect(trail.page({ alarmId: 'a1', before: null, limit: 2 })).toMatchObject({
      items: [{ seq: 5 }, { seq: 4 }],
      next: 4,
    });
    expect(trail.page({ alarmId: null, before: 3, limit: 9 }).items.map(({ seq }) => seq)).toEqual([2, 1]);
  });

  it('is a CSV line that no spreadsheet takes for a formula', () => {
    const { trail } = chain(1);
    const [entry] = trail.after(0, 1);
    if (entry === undefined) throw new Error('no entry');
    const line = csvLine({ ...entry, by: '=cmd()', details: { text: 'a "b"' } });
    expect(line).toContain(",'=cmd(),desk 1,commented,a1,late|r1,");
    expect(line).toContain('"{""text"":""a \\""b\\""""}"');
  });
});
