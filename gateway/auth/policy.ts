import { ALARM_COMMAND_TYPES, ALARM_COMMANDS, type AlarmCommandType } from '../../contract/alarm/commands.ts';
import type { StreamName } from '../../contract/stream.ts';
import type { ClientEvents, CommandType, Role } from '../../contract/wire.ts';

/**
 * Who may what, all of it, in one place: every socket event by namespace, every command, every REST route. What is not here is
 * refused: an event without an entry is not answered, a route without one can't be registered.
 */
const WATCHERS = ['wall', 'dispatcher', 'supervisor', 'admin'] as const satisfies readonly Role[];
const DESKS = ['dispatcher', 'supervisor', 'admin'] as const satisfies readonly Role[];
const LEADERS = ['supervisor', 'admin'] as const satisfies readonly Role[];
const FEEDERS = ['ingest', 'admin'] as const satisfies readonly Role[];
const EVERYONE = [...WATCHERS, 'ingest'] as const satisfies readonly Role[];

export type EventName = keyof ClientEvents;
type Events = Readonly<Partial<Record<EventName, readonly Role[]>>>;

const STREAM_EVENTS = {
  sub: WATCHERS,
  page: WATCHERS,
  unsub: WATCHERS,
  renew: WATCHERS,
  cmd: DESKS,
} as const;

export const SOCKET_ACCESS: Readonly<Record<StreamName, Events>> = {
  dispatch: { ...STREAM_EVENTS, positions: WATCHERS, watch: WATCHERS },
  alerts: {
    ...STREAM_EVENTS,
    alarms: WATCHERS,
    overview: WATCHERS,
    probe: WATCHERS,
    health: WATCHERS,
    audit: WATCHERS,
    report: WATCHERS,
  },
  analytics: { ...STREAM_EVENTS, history: WATCHERS },
};

/** Beside `cmd` itself, which asks for a desk. */
export const COMMAND_ACCESS: Readonly<Record<CommandType, readonly Role[]>> = {
  ...alarmCommands(),
  setNote: DESKS,
};

/** The contract names the least role of each, so that a console can grey out what it may not. */
function alarmCommands(): Readonly<Record<AlarmCommandType, readonly Role[]>> {
  const roles = ALARM_COMMAND_TYPES.map((type) => [
    type,
    ALARM_COMMANDS[type] === 'supervisor' ? LEADERS : DESKS,
  ]);
  return Object.fromEntries(roles) as Record<AlarmCommandType, readonly Role[]>;
}

/** `anyone`: without a token; the route itself looks at what it is given. */
export type Access = readonly Role[] | 'anyone';

export const REST_ACCESS = {
  'GET /healthz': 'anyone',
  'GET /metrics': EVERYONE,
  'GET /capacity': WATCHERS,
  'GET /city': WATCHERS,
  'GET /routes/:id': WATCHERS,
  'GET /alarms/history': WATCHERS,
  'GET /alarms/health': WATCHERS,
  'GET /alarms/overview': WATCHERS,
  'GET /alarms/audit': LEADERS,
  'POST /ingest/routes': FEEDERS,
  'POST /ingest/positions': FEEDERS,
  'POST /ingest/events': FEEDERS,
  'POST /ingest/series': FEEDERS,
  'GET /auth/status': 'anyone',
  'POST /auth/ticket': WATCHERS,
  'POST /auth/login': 'anyone',
  'POST /auth/refresh': 'anyone',
  'POST /auth/logout': 'anyone',
  'POST /auth/device': 'anyone',
  'POST /auth/token': 'anyone',
  'POST /auth/device/approve': LEADERS,
  'GET /pair': 'anyone',
  'GET /pair/:file': 'anyone',
  'GET /docs': 'anyone',
  'GET /docs/:file': 'anyone',
} as const satisfies Readonly<Record<string, Access>>;
export type RestRoute = keyof typeof REST_ACCESS;

/** undefined where the route is not in the table. */
export const accessTo = (route: string): Access | undefined =>
  Object.hasOwn(REST_ACCESS, route) ? REST_ACCESS[route as RestRoute] : undefined;

export const mayEmit = (role: Role, stream: StreamName, event: EventName): boolean =>
  SOCKET_ACCESS[stream][event]?.includes(role) ?? false;

export const mayCommand = (role: Role, type: CommandType): boolean => COMMAND_ACCESS[type].includes(role);
