import * as v from 'valibot';
import { fail, ok } from '../../contract/result.ts';
import { auditRequest, healthRequest, reportRequest } from '../../contract/schema/alarm.ts';
import * as schema from '../../contract/schema/wire.ts';
import { STREAMS, type StreamName } from '../../contract/stream.ts';
import type { ClientEvents } from '../../contract/wire.ts';
import type { Auth } from '../auth/index.ts';
import type { TenantView } from '../ports.ts';
import { runCommand, type CommandStore } from './commands.ts';
import type { Counters } from './counters.ts';
import type { DetailLane } from './detail-lane.ts';
import { onEvent, type EventParts, type LargeAnswers } from './events.ts';
import type { Logger } from './logger.ts';
import type { OverviewLane } from './overview-lane.ts';
import type { PositionLane } from './position-lane.ts';
import type { ConsoleSocket, Session } from './session.ts';
import type { Sessions } from './sessions.ts';
import type { StreamLane } from './stream-lane.ts';

export interface Lanes {
  readonly streams: Readonly<Record<StreamName, StreamLane>>;
  readonly positions: PositionLane;
  readonly details: DetailLane;
  readonly overviews: OverviewLane;
}

export interface NamespaceParts {
  readonly sessions: Sessions;
  readonly lanes: Lanes;
  readonly auth: Auth;
  readonly tenants: (tenant: string) => TenantView | null;
  readonly commands: CommandStore;
  readonly counters: Counters;
  readonly logger: Logger;
  readonly large: LargeAnswers;
  /** Wall ms. */
  readonly now: () => number;
}

/** Which namespace answers which event; leaving one leaves what was subscribed in it. */
export function joinNamespaces(parts: NamespaceParts): void {
  const { sessions, lanes } = parts;
  for (const stream of STREAMS) {
    sessions.namespace(stream, (socket, session) => {
      const ends = [streamEvents(parts, stream, socket, session)];
      if (stream === 'dispatch') ends.push(dispatchEvents(parts, lanes, socket, session));
      socket.onAny((event: string, ...args: unknown[]) => {
        if (socket.listenerCount(event as keyof ClientEvents) > 0) return;
        parts.counters.add('rejected-event');
        const answer = args.at(-1);
        if (typeof answer === 'function') answer(fail('unsupported', `/${stream} knows no such event`));
      });
      if (stream === 'alerts') ends.push(alertsEvents(parts, socket, session));
      if (stream === 'analytics') analyticsEvents(parts, socket, session);
      socket.once('disconnect', () => {
        for (const end of ends) end();
      });
    });
  }
}

const eventParts = (stream: StreamName, { counters, logger, sessions }: NamespaceParts): EventParts => ({
  stream,
  counters,
  logger,
  answered: (session) => sessions.check(session),
});

function streamEvents(parts: NamespaceParts, stream: StreamName, socket: ConsoleSocket, session: Session) {
  const { tenants, commands, now } = parts;
  const lane = parts.lanes.streams[stream];
  const events = eventParts(stream, parts);
  const at = [socket, session] as const;
  // In one queue, so that a console's own come in its order.
  const large = { ...events, large: parts.large };
  onEvent(large, at, 'sub', schema.subRequest, (request) => lane.sub(session, request));
  onEvent(large, at, 'page', schema.pageRequest, (request) => lane.page(session, request));
  onEvent(large, at, 'unsub', schema.unsubRequest, (request) => lane.unsub(session, request));
  onEvent(events, at, 'cmd', schema.command, (command) => {
    const view = tenants(session.principal.tenant);
    if (view === null) return fail('forbidden', `tenant ${session.principal.tenant} is not here`);
    return runCommand(commands, session.principal, command, now(), (who, asked) => view.command(who, asked));
  });
  onEvent(events, at, 'renew', schema.renewRequest, ({ token }) => renew(parts, session, token));
  return () => lane.subscribers.remove(session);
}

/** A later token of the same person in the same tenant; the connection goes on under its role and until its end. */
async function renew({ auth }: NamespaceParts, session: Session, token: string) {
  const verdict = await auth.verify(token, 'access');
  if (!verdict.ok) return fail('unauthorised', `${verdict.state}: ${verdict.message}`);
  const { principal } = verdict;
  const { sub, tenant } = session.principal;
  if (principal.sub !== sub || principal.tenant !== tenant) {
    return fail('forbidden', "the token is another user's or tenant's", 'token');
  }
  if (principal.role === 'ingest') return fail('forbidden', 'role ingest has no console', 'token');
  session.renew(principal);
  return ok({ expiresAt: principal.expiresAt });
}

function dispatchEvents(parts: NamespaceParts, lanes: Lanes, socket: ConsoleSocket, session: Session) {
  const { positions, details } = lanes;
  const events = eventParts('dispatch', parts);
  const at = [socket, session] as const;
  onEvent(events, at, 'positions', schema.positionsRequest, (request) => positions.look(session, request));
  onEvent(events, at, 'watch', schema.watchRequest, (request) => details.watch(session, request));
  return () => {
    positions.leave(session);
    details.leave(session);
  };
}

function alertsEvents(parts: NamespaceParts, socket: ConsoleSocket, session: Session) {
  const events = eventParts('alerts', parts);
  const at = [socket, session] as const;
  const { overviews } = parts.lanes;
  const desk = () => parts.tenants(session.principal.tenant)?.alarms;
  const none = fail('unsupported', 'no alarm desk is kept here');
  onEvent(events, at, 'probe', v.object({}), () => ok(null));
  onEvent(events, at, 'overview', v.object({}), () => overviews.join(session));
  onEvent(events, at, 'health', healthRequest, (request) => {
    const figures = desk()?.health(request);
    return figures === undefined ? none : ok(figures);
  });
  onEvent(events, at, 'audit', auditRequest, (request) => {
    const page = desk()?.audit(request);
    return page === undefined ? none : ok(page);
  });
  onEvent(events, at, 'report', reportRequest, (request) => {
    const taken = desk()?.report(session.principal, request);
    return taken === undefined ? none : ok({ taken });
  });
  onEvent(events, at, 'alarms', schema.closedAlarmsRequest, (request) => {
    const { tenant } = session.principal;
    const view = parts.tenants(tenant);
    if (view === null) return fail('forbidden', `tenant ${tenant} is not here`);
    if (view.closedAlarms === undefined) return fail('unsupported', 'no alarm history is kept here');
    return ok(view.closedAlarms(request));
  });
  return () => overviews.leave(session);
}

function analyticsEvents(parts: NamespaceParts, socket: ConsoleSocket, session: Session): void {
  onEvent(
    eventParts('analytics', parts),
    [socket, session],
    'history',
    schema.historyRequest,
    ({ series, from, to }) => {
      if (from >= to) return fail('bad-request', `must be before to (got ${String(from)})`, 'from');
      const view = parts.tenants(session.principal.tenant);
      const found = view?.analytics.history(series, from, to) ?? null;
      return found === null ? fail('not-found', `no series ${series}`, 'series') : ok(found);
    },
  );
}
