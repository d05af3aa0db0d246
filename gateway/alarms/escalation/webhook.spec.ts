import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { raiseAlarm } from '../../../contract/alarm.ts';
import { feedMs, wallMs } from '../../../contract/time.ts';
import { openSql } from '../../streams/index.ts';
import { isPrivate, privateRanges } from './address.ts';
import { createPost } from './post.ts';
import { MAX_QUEUED, Webhook } from './webhook.ts';

const T = 1_800_000_000_000;
const SECRET = 'a secret of sixteen';
const alarm = raiseAlarm({
  id: 'a1',
  rule: 'breakdown',
  priority: 1,
  routeId: 'r1',
  vehicleId: 'v1',
  facts: {},
  at: feedMs(T),
  wall: wallMs(T),
});
const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

async function receiver(answer: (request: IncomingMessage, body: string) => number) {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      const status = answer(request, body);
      response.writeHead(status, status === 302 ? { location: 'http://127.0.0.1:1/stolen' } : {}).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ends.push(() => server.close());
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/alarms`;
}

function hook(url: string, part: { sql?: ReturnType<typeof openSql>; allowPrivate?: boolean } = {}) {
  let now = T;
  const outcomes: (string | null)[] = [];
  const webhook = new Webhook({
    url,
    secret: SECRET,
    tenant: 'demo',
    sql: part.sql ?? openSql(':memory:'),
    post: createPost({ allowPrivate: part.allowPrivate ?? true }),
    wall: () => now,
    random: () => 1,
    outcome: (_, error) => void outcomes.push(error),
  });
  ends.push(() => webhook.dispose());
  return { webhook, outcomes, later: (ms: number) => (now += ms) };
}

describe('webhook', () => {
  it('is a CloudEvent that its receiver can check', async () => {
    const seen: { body: string; headers: IncomingMessage['headers'] }[] = [];
    const url = await receiver(({ headers }, body) => (seen.push({ body, headers }), 204));
    const { webhook, outcomes } = hook(url);
    webhook.offer(alarm, wallMs(T));
    await webhook.tick();
    const [{ body, headers } = { body: '', headers: {} }] = seen;
    expect(JSON.parse(body)).toMatchObject({
      specversion: '1.0',
      type: 'org.routewatch.alarm.unanswered',
      source: 'urn:routewatch:demo',
      subject: 'a1',
      data: { id: 'a1', rule: 'breakdown' },
    });
    const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
    const mac = createHmac('sha256', SECRET).update(signed).digest('base64');
    expect(headers['webhook-signature']).toBe(`v1,${mac}`);
    expect(outcomes).toEqual([null]);
    expect(webhook.state()).toMatchObject({ waiting: 0, delivered: 1, lastError: null });
  });

  it('is tried again with growing waits, under the same id, also by the next process', async () => {
    const ids: unknown[] = [];
    let status = 503;
    const url = await receiver(({ headers }) => (ids.push(headers['webhook-id']), status));
    const sql = openSql(':memory:');
    const first = hook(url, { sql });
    first.webhook.offer(alarm, wallMs(T));
    await first.webhook.tick();
    await first.webhook.tick();
    expect(ids).toHaveLength(1);
    first.later(5_000);
    await first.webhook.tick();
    expect(first.webhook.state()).toMatchObject({ waiting: 1, lastError: 'answered 503' });
    status = 200;
    const second = hook(url, { sql });
    second.later(14_999);
    await second.webhook.tick();
    expect(ids).toHaveLength(2);
    second.later(1);
    await second.webhook.tick();
    expect(new Set(ids).size).toBe(1);
    expect(second.outcomes).toEqual([null]);
  });

  it('follows no redirect', async () => {
    const { webhook } = hook(await receiver(() => 302));
    webhook.offer(alarm, wallMs(T));
    await webhook.tick();
    expect(webhook.state()).toMatchObject({ waiting: 1, lastError: 'answered 302' });
  });

  it('goes to no private address, however it is written', async () => {
    let asked = 0;
    const port = new URL(await receiver(() => (asked++, 204))).port;
    const post = createPost({ allowPrivate: false });
    for (const host of ['127.0.0.1', '[::1]', '[::ffff:127.0.0.1]', '0x7f.1', 'localhost', '10.1.2.3']) {
      expect(await post(new URL(`https://${host}:${port}/`), {}, ''), host).toMatch(/private address/);
    }
    expect(await post(new URL('http://example.org/'), {}, '')).toMatch(/not https/);
    expect(asked).toBe(0);
    const list = privateRanges();
    expect([isPrivate(list, '8.8.8.8'), isPrivate(list, '2a00:1450::1')]).toEqual([false, false]);
  });

  it('keeps a bounded queue and counts what it threw away', () => {
    const { webhook } = hook('http://127.0.0.1:1/');
    for (let n = 0; n < MAX_QUEUED + 3; n++) webhook.offer(alarm, wallMs(T + n));
    expect(webhook.state()).toMatchObject({ waiting: MAX_QUEUED, dropped: 3 });
  });
});
