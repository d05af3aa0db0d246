import * as v from 'valibot';
import * as auth from '../../contract/schema/auth.ts';
import { capacity, cityMap, routeDetail } from '../../contract/schema/domain.ts';
import { text } from '../../contract/schema/fields.ts';
import { ingestPlan, positionReport, seriesSample, stopEvent } from '../../contract/schema/ingest.ts';
import { alarmHealth, alarmOverview, auditEntry } from '../../contract/schema/alarm.ts';
import { refusal } from '../../contract/schema/failure.ts';
import { authStatus, feedClock } from '../../contract/schema/wire.ts';
import type { RestRoute } from '../auth/index.ts';

export interface Answer {
  readonly says: string;
  readonly type?: string;
  readonly schema?: v.GenericSchema;
}
export interface Operation {
  readonly group: 'Access' | 'Fleet' | 'Ingest' | 'Operation';
  readonly summary: string;
  readonly body?: v.GenericSchema;
  /** May come as a form too, as OAuth's clients send it. */
  readonly form?: boolean;
  readonly query?: Readonly<Record<string, string>>;
  readonly answers: Readonly<Record<number, Answer>>;
}

const json = (says: string, schema: v.GenericSchema): Answer => ({ says, schema });
const wrong = { 400: json('A field is missing or wrong; it is named.', refusal) };
const refused = { 401: json('The user, the password or the token is not good.', refusal) };
const busy = { 429: json('Too many tries; `retry-after` says how long to wait.', refusal) };
const oauth = { 400: json('As RFC 6749, 5.2 and RFC 8628, 3.5 say.', auth.tokenError) };
const page = (says: string): Record<number, Answer> => ({ 200: { says, type: 'text/html' } });
const batch = (item: v.GenericSchema) => v.union([v.array(item), v.object({ items: v.array(item) })]);
const ingest = (summary: string, item: v.GenericSchema): Operation => ({
  group: 'Ingest',
  summary,
  body: batch(item),
  answers: {
    200: json(
      'How many were taken, and what is wrong with each of the others.',
      v.object({
        accepted: v.number(),
        rejected: v.array(v.object({ index: v.number(), field: v.string(), reason: v.string() })),
      }),
    ),
    ...wrong,
  },
});

/** What each route of the access table takes and answers; a route of the table that is missing here is an error of types. */
export const OPERATIONS: Readonly<Record<RestRoute, Operation>> = {
  'GET /healthz': {
    group: 'Operation',
    summary: 'Whether the gateway works.',
    answers: {
      200: { says: 'It does.', type: 'application/json' },
      503: { says: 'It does not.', type: 'application/json' },
    },
  },
  'GET /metrics': {
    group: 'Operation',
    summary: 'Figures for Prometheus.',
    answers: { 200: { says: 'OpenMetrics.', type: 'text/plain' } },
  },
  'GET /capacity': {
    group: 'Fleet',
    summary:
      'Server-sent events: `capacity` at each change, `hb` with the feed’s clock every 5 s; ids `epoch:seq`.',
    answers: {
      200: {
        says: 'The stream. `data` of `capacity`, or of `hb`.',
        type: 'text/event-stream',
        schema: v.union([capacity, feedClock]),
      },
      503: json('Too many streams are open.', refusal),
    },
  },
  'GET /city': {
    group: 'Fleet',
    summary: 'The input’s own streets.',
    answers: { 200: json('The map.', cityMap), 404: json('This input has none.', refusal) },
  },
  'GET /routes/:id': {
    group: 'Fleet',
    summary: 'One route with its stops.',
    answers: { 200: json('The route.', routeDetail), 404: json('There is no such route.', refusal) },
  },
  'GET /alarms/history': {
    group: 'Fleet',
    summary: 'Closed alarms in the order of closing.',
    query: {
      from: 'Epoch milliseconds.',
      to: 'Epoch milliseconds.',
      after: 'A history id.',
      limit: '1 to 1000.',
    },
    answers: { 200: { says: 'A page.', type: 'application/json' }, ...wrong },
  },
  'GET /alarms/health': {
    group: 'Fleet',
    summary: 'How the alarms do by ISA-18.2: rates, floods, chattering, standing ones.',
    query: { from: 'Epoch milliseconds.', to: 'Epoch milliseconds.', position: 'A desk.' },
    answers: { 200: json('The figures.', alarmHealth), ...wrong },
  },
  'GET /alarms/overview': {
    group: 'Fleet',
    summary: 'What is suppressed, and how each desk does.',
    answers: { 200: json('The overview.', alarmOverview) },
  },
  'GET /alarms/audit': {
    group: 'Fleet',
    summary:
      'The audit trail, hash-chained: one entry a line; `format=csv` for a table. The last 8 h where no time is given.',
    query: { from: 'Epoch milliseconds.', to: 'Epoch milliseconds.', format: 'csv, or json.' },
    answers: {
      200: { says: 'The entries, oldest first.', type: 'application/x-ndjson', schema: auditEntry },
      ...wrong,
    },
  },
  'POST /ingest/routes': ingest('Planned routes.', ingestPlan),
  'POST /ingest/positions': ingest('Positions.', positionReport),
  'POST /ingest/events': ingest('Stop events.', stopEvent),
  'POST /ingest/series': ingest('Samples of any named series.', seriesSample),
  'GET /auth/status': {
    group: 'Access',
    summary: 'What a token is worth, and why: what an upgrade’s bare 400 could not say. Always 200.',
    answers: { 200: json('The token’s state.', authStatus) },
  },
  'POST /auth/ticket': {
    group: 'Access',
    summary: 'A ticket for clients that can set no header: good once, for 30 s, as `?ticket=`.',
    answers: { 200: json('The ticket.', v.object({ ticket: v.string(), expiresAt: v.number() })) },
  },
  'POST /auth/login': {
    group: 'Access',
    summary: 'Begins a session by user and password.',
    body: auth.loginRequest,
    answers: { 200: json('Tokens.', auth.grant), ...wrong, ...refused, ...busy },
  },
  'POST /auth/refresh': {
    group: 'Access',
    summary:
      'The next tokens of a session. A refresh token is good once; one that comes again ends its session.',
    body: auth.refreshRequest,
    answers: { 200: json('Tokens.', auth.grant), ...wrong, ...refused },
  },
  'POST /auth/logout': {
    group: 'Access',
    summary: 'Ends a session; its connections close at once.',
    body: auth.logoutRequest,
    answers: { 200: json('Whether there was one.', v.object({ ended: v.boolean() })), ...wrong },
  },
  'POST /auth/device': {
    group: 'Access',
    summary: 'RFC 8628: codes for a console without a keyboard.',
    body: auth.deviceRequest,
    form: true,
    answers: {
      200: json('The codes.', auth.deviceAuthorization),
      ...oauth,
      429: json('Too many wait.', auth.tokenError),
    },
  },
  'POST /auth/token': {
    group: 'Access',
    summary: 'RFC 8628 and RFC 6749: tokens for a device code or a refresh token.',
    body: auth.tokenRequest,
    form: true,
    answers: { 200: json('Tokens.', auth.tokenResponse), ...oauth },
  },
  'POST /auth/device/approve': {
    group: 'Access',
    summary:
      'Lets a console in that shows a code, or says no to it. A supervisor lets in walls, an administrator any role.',
    body: auth.approveRequest,
    answers: {
      200: json('Who it is now.', v.object({ sub: v.string(), role: v.string(), allowed: v.boolean() })),
      ...wrong,
      404: json('No console waits with this code.', refusal),
      ...busy,
    },
  },
  'GET /pair': { group: 'Access', summary: 'The page where a code is typed.', answers: page('The page.') },
  'GET /pair/:file': {
    group: 'Access',
    summary: 'Its script and style.',
    answers: { 200: { says: 'The file.', type: 'text/plain' }, 404: json('No such file.', refusal) },
  },
  'GET /docs': { group: 'Operation', summary: 'This description, to be read.', answers: page('The page.') },
  'GET /docs/:file': {
    group: 'Operation',
    summary: '`openapi.json`, `asyncapi.json`, `style.css`.',
    answers: { 200: { says: 'The file.', type: 'application/json' }, 404: json('No such file.', refusal) },
  },
};

/** Answer of a guarded route to a token that is missing, or of another role or tenant. */
export const GUARDED: Readonly<Record<number, Answer>> = {
  401: json('No good token.', refusal),
  403: json('A token of another role or tenant.', refusal),
};
/** Parameters in paths. */
export const PARAMETER = text;
