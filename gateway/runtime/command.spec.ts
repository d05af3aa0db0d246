import { describe, expect, it } from 'vitest';
import { raiseAlarm, stepAlarm, type Alarm } from '../../contract/alarm.ts';
import { done, lost, type Outcome } from '../alarms/operate/outcome.ts';
import { feedMs, wallMs } from '../../contract/time.ts';
import { carryOut } from './command.ts';
import type { Outlet, Pipeline } from './pipeline.ts';

const raised = raiseAlarm({
  id: 'a1',
  rule: 'late',
  priority: 2,
  routeId: 'r1',
  vehicleId: 'v1',
  facts: {},
  at: feedMs(1),
  wall: wallMs(1),
});
const alarm = stepAlarm(raised, { type: 'acknowledge', at: feedMs(2), by: 'desk-2', comment: null });

function setting(outcome: Outcome) {
  const told: string[] = [];
  const undos: (() => void)[] = [];
  const due: Alarm[] = [];
  const outlet: Outlet = {
    publish: () => void told.push('publish'),
    moved: () => void told.push('moved'),
    touched: () => void told.push('touched'),
  };
  const pipeline = {
    recording: false,
    commit: (to: Outlet) => to.publish('demo', []),
    again: (one: Alarm) => void due.push(one),
  } as unknown as Pipeline;
  const parts = {
    pipeline,
    outlet,
    sql: { onRollback: (undo: () => void) => void undos.push(undo) },
  };
  return { told, undos, due, answer: () => carryOut(parts, () => outcome) };
}

describe('a command', () => {
  it('tells the consoles once the transaction around it stands', async () => {
    const { told, answer } = setting(done(alarm, [alarm]));
    expect(answer()).toMatchObject({ ok: true, value: { id: 'a1', acknowledged: true } });
    expect(told).toEqual([]);
    await Promise.resolve();
    expect(told).toEqual(['publish']);
  });

  it('tells nobody when it is undone, and the alarm is due again', async () => {
    const { told, undos, due, answer } = setting(done(alarm, [alarm]));
    answer();
    for (const undo of undos) undo();
    await Promise.resolve();
    expect(told).toEqual([]);
    expect(due).toEqual([alarm, alarm]);
  });

  it('commits nothing when nothing changed, and passes on why it could not', async () => {
    const same = setting(done(alarm, []));
    expect(same.answer()).toMatchObject({ ok: true });
    await Promise.resolve();
    expect(same.told).toEqual([]);
    const conflict = setting(lost('version 3', null));
    expect(conflict.answer()).toMatchObject({ ok: false, error: { code: 'conflict', message: 'version 3' } });
  });
});
