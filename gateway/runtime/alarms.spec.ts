import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import * as v from 'valibot';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Alarm } from '../../contract/alarm.ts';
import type { AlarmOverview } from '../../contract/alarm/overview.ts';
import { alarmHealth, alarmOverview, auditPage, commandValues } from '../../contract/schema/alarm.ts';
import type { CommandArgs, CommandType, Role } from '../../contract/wire.ts';
import { auditCommand } from '../cli/audit.ts';
import { createBench, good, until, type Console } from './gateway.fixture.ts';
import type { Gateway } from '../runtime.ts';

let bench: ReturnType<typeof createBench>;
beforeEach(() => {
  bench = createBench();
});
afterEach(async () => {
  await bench.end();
});

const alarmsOf = (console: Console) => [...console.state.values()] as unknown as Alarm[];
async function ask(gateway: Gateway, path: string, role: Role, body?: unknown) {
  const token = await gateway.issueToken({ sub: 'sue', role });
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const how = body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) };
  const response = await fetch(gateway.url + path, how);
  if (!response.ok) throw new Error(`${path}: ${String(response.status)} ${await response.text()}`);
  return response;
}
const command = <T extends CommandType>(console: Console, type: T, args: CommandArgs[T], desk: string) =>
  console.socket
    .timeout(5_000)
    .emitWithAck('cmd', { id: uuidv7(), type, args, console: desk, expiresAt: Date.now() + 10_000 } as never);

async function breakdown(gateway: Gateway) {
  const now = Date.now();
  const stop = { stopId: 's', name: 'Elm St 4', lat: 30, lon: -97, arrival: now + 3_600_000 };
  await ask(gateway, '/ingest/routes', 'ingest', [{ id: 'r1', vehicleId: 'v1', start: now, stops: [stop] }]);
  await ask(gateway, '/ingest/events', 'ingest', [
    { routeId: 'r1', at: now, type: 'breakdown', reason: 'engine' },
  ]);
}

it('what one desk does every desk sees, the slower is told, and the trail of it holds', async () => {
  const dir = bench.dataDir();
  const gateway = await bench.gateway(dir, { input: 'none' });
  const [one, two] = [
    await bench.console(gateway, 'alerts'),
    await bench.console(gateway, 'alerts', 'supervisor'),
  ];
  const overviews: AlarmOverview[] = [];
  const first = good(await two.socket.timeout(5_000).emitWithAck('overview', {}));
  expect(v.parse(alarmOverview, first).suppressedCount).toBe(0);
  two.socket.on('overview', (overview) => void overviews.push(overview));

  await breakdown(gateway);
  const alarm = await until('the alarm at both', () => (two.state.size > 0 ? alarmsOf(one)[0] : null));
  const claimed = good(await command(one, 'claim', { alarmId: alarm.id }, 'desk 1'));
  expect(v.parse(commandValues.claim, claimed).claim?.console).toBe('desk 1');
  await until('the claim at the other desk', () => alarmsOf(two)[0]?.claim?.console === 'desk 1', 1_000);

  const out = { point: 'silent|r1', reason: 'no radio there' };
  expect(await command(one, 'outOfService', out, 'desk 1')).toMatchObject({ error: { code: 'forbidden' } });
  good(await command(two, 'outOfService', out, 'desk 2'));
  await until('the board', () => overviews.find(({ suppressedCount }) => suppressedCount === 1), 3_000);

  const reports = [{ alarmId: alarm.id, what: 'received' as const }];
  const report = { console: 'desk 1', at: Date.now() as never, reports };
  expect(good(await one.socket.timeout(5_000).emitWithAck('report', report))).toEqual({ taken: 1 });
  good(await command(one, 'acknowledge', { alarmId: alarm.id, occurrence: 1, comment: 'called' }, 'desk 1'));
  await until('the acknowledgement', () => alarmsOf(two)[0]?.acknowledged === true, 1_000);

  const health = await (await ask(gateway, '/alarms/health', 'dispatcher')).json();
  expect(v.parse(alarmHealth, health)).toMatchObject({ alarms: 1, toAcknowledge: { count: 1, waiting: 0 } });
  const trail = async () =>
    v.parse(
      auditPage,
      good(
        await one.socket.timeout(5_000).emitWithAck('audit', { alarmId: alarm.id, before: null, limit: 50 }),
      ),
    );
  const actions = (await trail()).items.map(({ action }) => action);
  expect(actions).toEqual(['acknowledged', 'received', 'claimed', 'raised']);
  const csv = await (await ask(gateway, '/alarms/audit?format=csv', 'supervisor')).text();
  expect(csv).toContain(',desk 1,acknowledged,');
  await expect(ask(gateway, '/alarms/audit', 'dispatcher')).rejects.toThrow('403');

  await gateway.close();
  const said: string[] = [];
  const verify = { action: 'verify', dataDir: dir, tenant: 'demo', head: undefined };
  expect(auditCommand({ ...verify, print: (text) => void said.push(text) })).toBe(0);
  expect(said.join('')).toMatch(/^\d+ entries hold/);
}, 30_000);

it('raises an alarm for a rules file with a mistake, and clears it when it is mended', async () => {
  const dir = bench.dataDir();
  const file = join(dir, 'rules.json');
  writeFileSync(file, '{ "rules": [] }');
  const gateway = await bench.gateway(dir, { input: 'none', alarmRules: file });
  const alerts = await bench.console(gateway, 'alerts');
  writeFileSync(file, '{\n  "rules": 7\n}');
  const alarm = await until('the refusal', () => alarmsOf(alerts)[0]);
  expect(alarm).toMatchObject({ rule: 'rules-refused', facts: { file: 'rules.json', line: 2, column: 3 } });
  writeFileSync(file, '{ "rules": [] }  ');
  await until('the return', () => alarmsOf(alerts)[0]?.active === false);
  expect(gateway.stats().alarms.rules.refused).toBeNull();
}, 30_000);
