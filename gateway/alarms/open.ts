import { readFileSync } from 'node:fs';
import type { Alarm } from '../../contract/alarm.ts';
import { Disposables } from '../../contract/disposable.ts';
import { wallMs, type FeedMs } from '../../contract/time.ts';
import { ConfigError } from '../config/error.ts';
import type { Config } from '../config/schema.ts';
import type { Sql } from '../streams/index.ts';
import { deed } from './act.ts';
import { createAlarms, type FleetAlarms } from './alarms.ts';
import { openAuditTrail, type AuditTrail } from './audit/trail.ts';
import { AlarmDesk } from './desk.ts';
import { createPost } from './escalation/post.ts';
import { Webhook } from './escalation/webhook.ts';
import { openPoints } from './points.ts';
import { AlarmRecord } from './record.ts';
import { RulesFile } from './rules/watch.ts';

export interface AlarmSystemOptions {
  readonly config: Config;
  readonly sql: Sql;
  /** Of the previous run. */
  readonly open: Iterable<Alarm>;
  readonly wall: () => number;
  readonly feed: () => FeedMs;
  /** An alarm that changed beside the fleet's tick. */
  readonly changed: (alarm: Alarm) => void;
  readonly warn: (fields: object, message: string) => void;
}

export interface AlarmSystem {
  readonly alarms: FleetAlarms;
  readonly record: AlarmRecord;
  readonly trail: AuditTrail;
  readonly desk: AlarmDesk;
  /** Once a second, from its owner's timer. */
  tick(): void;
  prune(): void;
  dispose(): void;
}

const DAY_MS = 86_400_000;

/** Everything about alarms but the pipeline that feeds them. Throws ConfigError for a webhook that can't be used. */
export function openAlarmSystem(options: AlarmSystemOptions): AlarmSystem {
  const { config, sql, open, feed, changed, warn } = options;
  const { tenant } = config;
  const wall = () => wallMs(options.wall());
  const now = () => ({ feed: feed(), wall: wall() });
  const ends = new Disposables();
  const rules = new RulesFile(config.alarmRules, config.runbookHosts, wall());
  const alarms = createAlarms({ rules: rules.rules, open, points: openPoints(sql, tenant) });
  const trail = openAuditTrail(sql, tenant);
  const webhook = openWebhook(options, (alarmId, error, attempts) => {
    const action = error === null ? 'webhook-delivered' : 'webhook-failed';
    const details = { attempts, ...(error === null ? {} : { error }) };
    alarms.note({
      ...deed(action, (alarmId === null ? null : alarms.get(alarmId)) ?? null, now(), undefined, details),
      alarmId,
    });
  });
  if (webhook !== null) ends.add(webhook);
  const desk = new AlarmDesk({ tenant, sql, alarms, trail, rules, webhook, wall });
  const record = new AlarmRecord({ alarms, trail, sql, done: (what) => desk.done(what) });
  let refusedAt: number | null = null;
  let begun = false;
  return {
    alarms,
    record,
    trail,
    desk,
    tick() {
      if (!begun && config.alarmRules !== null) desk.rulesChanged(now());
      begun = true;
      for (const alarm of desk.tick(now())) changed(alarm);
      const { refused } = rules;
      if (refused !== null && refused.at !== refusedAt) warn({ ...refused }, 'the alarm rules were refused');
      refusedAt = refused?.at ?? null;
      // Its failures are kept with the event and shown: nothing is thrown.
      void webhook?.tick();
    },
    prune() {
      trail.prune(wallMs(wall() - config.auditDays * DAY_MS), now());
    },
    dispose: () => ends.dispose(),
  };
}

function openWebhook(
  { config, sql, wall }: AlarmSystemOptions,
  outcome: (alarmId: string | null, error: string | null, attempts: number) => void,
): Webhook | null {
  const { webhookUrl: url, webhookHosts, webhookSecretFile, webhookPrivate, tenant } = config;
  if (url === null) return null;
  const { host, hostname, protocol } = new URL(url);
  const allowed = webhookHosts.includes(host) || webhookHosts.includes(hostname);
  if (!allowed) throw new ConfigError(`webhook-url: host ${host} is not among webhook-hosts`);
  const allowPrivate = webhookPrivate === 'on';
  if (protocol !== 'https:' && !allowPrivate)
    throw new ConfigError(`webhook-url: got ${protocol}; allowed: https, or http with --webhook-private on`);
  if (webhookSecretFile === null) throw new ConfigError('webhook-secret-file: needed with webhook-url');
  const secret = readSecret(webhookSecretFile);
  return new Webhook({ url, secret, tenant, sql, post: createPost({ allowPrivate }), wall, outcome });
}

/** Bytes that a signature is worth anything with. */
const LEAST_SECRET = 16;

function readSecret(file: string): string {
  try {
    const secret = readFileSync(file, 'utf8').trim();
    if (secret.length >= LEAST_SECRET) return secret;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ConfigError(`webhook-secret-file: ${why}`, { cause: error });
  }
  throw new ConfigError(`webhook-secret-file: holds less than ${String(LEAST_SECRET)} characters`);
}
