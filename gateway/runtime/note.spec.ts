import { describe, expect, it } from 'vitest';
import type { RouteDetail } from '../../contract/fleet.ts';
import { feedMs } from '../../contract/time.ts';
import type { CommandOf } from '../../contract/wire.ts';
import { streetPlan } from '../fleet/drive.fixture.ts';
import { createFleet } from '../fleet/index.ts';
import { openNotes } from '../notes/notes.ts';
import type { Principal } from '../ports.ts';
import { sqlCommands } from '../push/index.ts';
import { openSql } from '../streams/index.ts';
import { noteCommand, noted } from './note.ts';

const who: Principal = { sub: 'desk-2', role: 'dispatcher', tenant: 'demo', jti: 'j', expiresAt: 0 };
const command = (text: string, more: Partial<CommandOf<'setNote'>> = {}): CommandOf<'setNote'> => ({
  id: 'c1',
  type: 'setNote',
  args: { routeId: 'r1', text },
  expiresAt: 0,
  ...more,
});

function setting() {
  const sql = openSql(':memory:');
  const notes = openNotes(sql);
  const fleet = createFleet();
  expect(fleet.plan(streetPlan())).toBeNull();
  const touched: string[] = [];
  const now = Date.UTC(2026, 2, 2, 9);
  const outlet = { touched: (_: string, routes: Iterable<string>) => void touched.push(...routes) };
  const parts = { notes, fleet, outlet, sql, time: { now: () => feedMs(now) }, wall: () => now };
  const detail = (): RouteDetail | null => noted(fleet, notes, 'demo').detail('r1');
  return { sql, parts, touched, detail, store: sqlCommands(sql, () => now) };
}

describe('a note', () => {
  it('is in the detail of its route, and who looks at it is told', async () => {
    const { parts, touched, detail } = setting();
    expect(detail()?.notes).toEqual([]);
    expect(noteCommand(parts, who, command('  Gate 4, ring twice \n'))).toMatchObject({
      ok: true,
      value: { version: 1, text: 'Gate 4, ring twice', by: 'desk-2' },
    });
    expect(touched).toEqual([]);
    await Promise.resolve();
    expect(touched).toEqual(['r1']);
    expect(detail()?.notes).toMatchObject([{ version: 1, text: 'Gate 4, ring twice' }]);
  });

  it('is written once however often it is sent', () => {
    const { parts, detail, store } = setting();
    const send = () => store.once(who, 'c1', () => noteCommand(parts, who, command('once')));
    expect(send()).toEqual(send());
    expect(detail()?.notes).toHaveLength(1);
  });

  it('is nowhere when its transaction is undone', async () => {
    const { sql, parts, touched, detail } = setting();
    expect(() =>
      sql.transaction(() => {
        noteCommand(parts, who, command('undone'));
        throw new Error('disk full');
      }),
    ).toThrow('disk full');
    await Promise.resolve();
    expect([touched, detail()?.notes]).toEqual([[], []]);
  });

  it('is refused for a route that is not there, and over a version that was not seen', () => {
    const { parts } = setting();
    expect(noteCommand(parts, who, { ...command('x'), args: { routeId: 'r9', text: 'x' } })).toMatchObject({
      ok: false,
      error: { code: 'not-found', field: 'args.routeId' },
    });
    expect(noteCommand(parts, who, command('x', { ifVersion: 3 }))).toMatchObject({
      error: { code: 'conflict' },
    });
  });
});
