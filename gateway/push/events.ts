import * as v from 'valibot';
import { fail, type Result } from '../../contract/result.ts';
import { firstWrong } from '../../contract/schema/fields.ts';
import type { SchemaOf } from '../../contract/schema/domain.ts';
import type { StreamName } from '../../contract/stream.ts';
import { mayEmit, type EventName } from '../auth/index.ts';
import type { Counters } from './counters.ts';
import type { Logger } from './logger.ts';
import type { ConsoleSocket, Session } from './session.ts';

export interface EventParts {
  readonly stream: StreamName;
  readonly counters: Counters;
  readonly logger: Logger;
  /** Called after each answer: answers fill a console's queue too. */
  readonly answered: (session: Session) => void;
}

/** Every event passes here: its bucket, the access table, its schema, one answer, and a mistake of ours answered as such. */
export function onEvent<T>(
  { stream, counters, logger, answered }: EventParts,
  [socket, session]: readonly [ConsoleSocket, Session],
  event: EventName,
  schema: SchemaOf<T>,
  run: (input: T) => Result<unknown> | Promise<Result<unknown>>,
): void {
  const listen = async (...args: unknown[]) => {
    const answer = args.at(-1);
    if (typeof answer !== 'function') return counters.add('rejected-event');
    const result = await judge(args[0]);
    (answer as (result: Result<unknown>) => void)(result);
    answered(session);
  };
  const judge = async (input: unknown): Promise<Result<unknown>> => {
    if (session.ended) return fail('unauthorised', 'the connection has ended');
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
    if (!parsed.success) {
      counters.add('rejected-event');
      const { field, reason } = firstWrong(parsed.issues);
      return fail('bad-request', reason, field);
    }
    try {
      const result = run(parsed.output);
      return result instanceof Promise ? await result : result;
    } catch (error) {
      counters.add('failed-event');
      logger.error({ error, event, tenant: session.principal.tenant }, 'event failed');
      return fail('internal', `${event} failed in the gateway`);
    }
  };
  // Typed events would ask for each handler's own signature; what arrives is unknown until its schema has spoken.
  (socket as unknown as NodeJS.EventEmitter).on(event, (...args: unknown[]) => void listen(...args));
}
