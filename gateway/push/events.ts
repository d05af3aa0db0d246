import * as v from 'valibot';
import { fail, ok, type Result } from '../../contract/result.ts';
import { firstWrong } from '../../contract/schema/fields.ts';
import type { SchemaOf } from '../../contract/schema/domain.ts';
import type { StreamName } from '../../contract/stream.ts';
import { mayEmit, type EventName } from '../auth/index.ts';
import type { Counters } from './counters.ts';
import type { Logger } from './logger.ts';
import type { ConsoleSocket, Session } from './session.ts';
import type { Turns } from './turns.ts';

export interface EventParts {
  readonly stream: StreamName;
  readonly counters: Counters;
  readonly logger: Logger;
  /** Called after each answer: answers fill a console's queue too. */
  readonly answered: (session: Session) => void;
  /** For answers that may be large: they wait for their turn, and whoever does not read what it has gets none. Absent: answered at once. */
  readonly large?: LargeAnswers;
}

export interface LargeAnswers {
  readonly turns: Turns;
  /** Bytes not yet read by a console, above which it is not answered. */
  readonly backlog: number;
}

const ENDED = fail('unauthorised', 'the connection has ended');

/** Every event passes here: its bucket, the access table, its schema, one answer, and a mistake of ours answered as such. */
export function onEvent<T>(
  { stream, counters, logger, answered, large }: EventParts,
  [socket, session]: readonly [ConsoleSocket, Session],
  event: EventName,
  schema: SchemaOf<T>,
  run: (input: T) => Result<unknown> | Promise<Result<unknown>>,
): void {
  const listen = (...args: unknown[]) => {
    const answer = args.at(-1);
    if (typeof answer !== 'function') return counters.add('rejected-event');
    const say = (result: Result<unknown>) => {
      (answer as (result: Result<unknown>) => void)(result);
      answered(session);
    };
    const asked = admit(args[0]);
    if (!asked.ok) return say(asked);
    const respond = () => {
      const result = session.ended ? ENDED : attempt(asked.value);
      if (result instanceof Promise) void result.catch(failed).then(say);
      else say(result);
    };
    if (large === undefined) return respond();
    if (session.outlet.backlog() > large.backlog) {
      counters.add('refused-backlog');
      return say(fail('busy', 'too much that was sent is not read yet'));
    }
    if (large.turns.take(respond)) return;
    counters.add('refused-crowded');
    return say(fail('busy', `too many ask for ${event} at once`));
  };
  const admit = (input: unknown): Result<T> => {
    if (session.ended) return ENDED;
    if (!session.allows(event)) {
      counters.add('rate-limited');
      return fail('busy', `${event} is asked too often`);
    }
    const { role } = session.principal;
    if (!mayEmit(role, stream, event)) {
      counters.add('forbidden-event');
      return fail('forbidden', `role ${role} may not ask for ${event} in /${stream}`);
    }
    const parsed = v.safeParse(schema, input);
    if (parsed.success) return ok(parsed.output);
    counters.add('rejected-event');
    const { field, reason } = firstWrong(parsed.issues);
    return fail('bad-request', reason, field);
  };
  const attempt = (input: T): Result<unknown> | Promise<Result<unknown>> => {
    try {
      return run(input);
    } catch (error) {
      return failed(error);
    }
  };
  const failed = (error: unknown): Result<never> => {
    counters.add('failed-event');
    logger.error({ error, event, tenant: session.principal.tenant }, 'event failed');
    return fail('internal', `${event} failed in the gateway`);
  };
  // Typed events would ask for each handler's own signature; what arrives is unknown until its schema has spoken.
  (socket as unknown as NodeJS.EventEmitter).on(event, (...args: unknown[]) => listen(...args));
}
