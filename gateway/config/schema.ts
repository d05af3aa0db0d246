import * as v from 'valibot';
import { isNetwork } from '../proxies.ts';
import { choiceKey, listKey, numberKey, optionalKey, textKey } from './kinds.ts';

/** Minutes since midnight. */
function timeOfDay(text: string): number | undefined {
  const match = /^(\d{1,2}):([0-5]\d)$/.exec(text);
  const [hours, minutes] = [Number(match?.[1]), Number(match?.[2])];
  return match === null || hours > 23 ? undefined : hours * 60 + minutes;
}

function calendarDay(text: string): string | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const day = new Date(`${text}T00:00:00Z`);
  return Number.isNaN(day.getTime()) || !day.toISOString().startsWith(text) ? undefined : text;
}

function timeZone(text: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone;
  } catch {
    return undefined; // Intl's one way to say that it does not know a zone
  }
}

const file = (text: string): string | undefined => (text === '' ? undefined : text);
const aFile = { read: file, allowed: 'a path', value: 'FILE' };

/**
 * Every key of the configuration, once. Flags (`--late-after`), environment (`ROUTEWATCH_LATE_AFTER`), the file
 * (`"late-after"`), `--help` and every message about a wrong value are made from this.
 */
export const configSchema = v.object({
  host: textKey('Network', 'Address to listen on.', '127.0.0.1', {
    pattern: /^[A-Za-z0-9.:_-]{1,253}$/,
    allowed: 'a host name or an IP address',
    value: 'ADDRESS',
  }),
  port: numberKey('Network', 'Port to listen on; 0 takes a free one.', 7_410, {
    min: 0,
    max: 65_535,
    integer: true,
  }),
  allowedOrigins: listKey('Network', 'Origins that browsers may connect from, besides none at all.', {
    pattern: /^(https?|app):\/\/[^/\s,]+$/,
    allowed: 'origins such as https://desk.example.org, separated by commas',
    value: 'ORIGIN,...',
  }),
  tlsCert: optionalKey(
    'Network',
    'Certificate of this gateway as PEM, the chain after it; read again when it changes. Needs tls-key.',
    aFile,
  ),
  tlsKey: optionalKey('Network', 'Its private key as PEM. Needs tls-cert.', aFile),
  cleartext: choiceKey(
    'Network',
    'Without a certificate only this computer may connect; anywhere is for a gateway behind something that ends TLS.',
    'loopback',
    ['loopback', 'anywhere'],
  ),
  trustProxy: listKey(
    'Network',
    'Proxies before this gateway whose X-Forwarded-For and -Proto are believed, so that bounds are for the client’s address; by default none.',
    {
      pattern: /^[0-9a-f.:/]{2,50}$/,
      check: isNetwork,
      allowed: 'addresses or networks such as 10.0.0.0/8, separated by commas',
      value: 'NETWORK,...',
    },
  ),
  deflate: choiceKey(
    'Network',
    'Compress what is pushed: fewer bytes (WAN) for more CPU than the default (LAN).',
    'off',
    ['off', 'on'],
  ),
  dataDir: optionalKey(
    'Storage',
    'Folder of keys, streams and history. Default: .routewatch in the working directory if it exists, else $XDG_DATA_HOME/routewatch, else .routewatch.',
    {
      ...aFile,
      allowed: 'a folder',
      value: 'DIR',
    },
  ),
  retention: numberKey('Storage', 'How long closed alarms stay in the history.', 720, {
    min: 1,
    max: 87_600,
    unit: 'hours',
  }),
  timeZone: optionalKey(
    'Fleet',
    "Where the fleet lives, for the consoles' clocks. Default: the recording's own, else this computer's.",
    { read: timeZone, allowed: 'an IANA name or an offset such as -06:00', value: 'ZONE' },
  ),
  tenant: textKey('Storage', 'Tenant whose fleet this gateway serves.', 'demo', {
    pattern: /^[a-z0-9][a-z0-9-]{0,62}$/,
    allowed: '1-63 of lower-case letters, digits and -',
    value: 'NAME',
  }),
  accessSeconds: numberKey(
    'Access',
    'How long an access token is good; consoles renew theirs before its end.',
    600,
    { min: 5, max: 86_400, integer: true, unit: 'seconds' },
  ),
  sessionDays: numberKey('Access', "A person's session ends when it lies unused for so long.", 14, {
    min: 1,
    max: 90,
    unit: 'days',
  }),
  deviceDays: numberKey(
    'Access',
    "A paired wall's session ends when it lies unused for so long; used, it never ends by itself.",
    400,
    { min: 1, max: 3_650, unit: 'days' },
  ),
  issuers: optionalKey(
    'Access',
    'File of identity providers whose tokens are good here, as a JSON list; see the operator’s guide.',
    aFile,
  ),
  input: choiceKey(
    'Input',
    'Where the fleet comes from; REST ingest works beside each of them.',
    'simulator',
    ['simulator', 'recording', 'none'],
  ),
  speed: numberKey('Input', 'Feed seconds per second, for simulator and recording.', 1, { min: 1, max: 600 }),
  startTime: optionalKey(
    'Input',
    "Feed's time of day at start. Default: 14:00 for the simulator, the first record for a recording.",
    {
      read: timeOfDay,
      allowed: 'a time of day from 00:00 to 23:59',
      value: 'HH:MM',
    },
  ),
  date: optionalKey(
    'Input',
    "The feed's day. Default: today for the simulator, the first record's day for a recording.",
    {
      read: calendarDay,
      allowed: 'a day such as 2016-12-16',
      value: 'YYYY-MM-DD',
    },
  ),
  seed: numberKey('Simulator', 'Seed: the same seed gives the same day, byte for byte.', 1, {
    min: 0,
    max: 4_294_967_295,
    integer: true,
  }),
  vans: numberKey('Simulator', 'Number of vans.', 120, { min: 1, max: 20_000, integer: true }),
  day: choiceKey('Simulator', 'How much goes wrong on the simulated day.', 'usual', [
    'usual',
    'busy',
    'flood',
  ]),
  truth: optionalKey(
    'Simulator',
    'File for the ground truth, as JSON lines: true positions and arrivals, and why.',
    aFile,
  ),
  positions: optionalKey('Recording', 'Positions as CSV or CSV.gz.', aFile),
  schedule: optionalKey('Recording', 'Planned arrivals as CSV or CSV.gz.', aFile),
  stops: optionalKey('Recording', 'Stops as CSV or CSV.gz.', aFile),
  lateAfter: numberKey('Fleet', 'A route is late when its adherence is over this.', 300, {
    min: 1,
    max: 86_400,
    unit: 'seconds',
  }),
  lateClear: numberKey('Fleet', 'A late route is on time again when its adherence is under this.', 180, {
    min: 0,
    max: 86_400,
    unit: 'seconds',
  }),
  alarmRules: optionalKey(
    'Alarms',
    'File of the alarm rules, JSON with comments; read again when it changes. Default: those that come with the gateway.',
    aFile,
  ),
  runbookHosts: listKey('Alarms', 'Hosts that links in runbooks may lead to.', {
    pattern: /^[A-Za-z0-9.-]{1,253}(:\d{1,5})?$/,
    allowed: 'host names, separated by commas',
    value: 'HOST,...',
  }),
  auditDays: numberKey('Alarms', 'How long the audit trail of alarms is kept.', 400, {
    min: 1,
    max: 3_660,
    unit: 'days',
  }),
  webhookUrl: optionalKey('Alarms', 'Where alarms that nobody answers are sent, as CloudEvents.', {
    read: (text) => (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) ? text : undefined),
    allowed: 'an https address',
    value: 'URL',
  }),
  webhookHosts: listKey('Alarms', 'Hosts that the webhook may be at.', {
    pattern: /^[A-Za-z0-9.:[\]-]{1,253}$/,
    allowed: 'host names, separated by commas',
    value: 'HOST,...',
  }),
  webhookSecretFile: optionalKey('Alarms', 'File with the secret that webhooks are signed with.', aFile),
  webhookPrivate: choiceKey('Alarms', 'Let the webhook be at a private address, and plain http.', 'off', [
    'off',
    'on',
  ]),
  tickMs: numberKey('Operation', 'How often changes are collected, stored and pushed.', 50, {
    min: 10,
    max: 1_000,
    integer: true,
    unit: 'ms',
  }),
  logLevel: choiceKey('Operation', 'Least level that is logged, as JSON lines on stderr.', 'info', [
    'debug',
    'info',
    'warn',
    'error',
    'silent',
  ]),
});

export type Config = Readonly<v.InferOutput<typeof configSchema>>;
export type ConfigKey = keyof Config;
export const CONFIG_KEYS = Object.keys(configSchema.entries) as readonly ConfigKey[];
