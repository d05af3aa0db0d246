import * as v from 'valibot';
import type { CallName, Calls, ToMain } from '../../../contract/bridge.ts';
import { fail, type Result } from '../../../contract/result.ts';
import { callArgs, toMain } from '../../../contract/schema/bridge.ts';
import { firstWrong } from '../../../contract/schema/fields.ts';
import type { FramePort } from '../ports.ts';

/** One function for each call; its arguments have passed their schema. `port` is the window that asks. */
export type Handlers = {
  readonly [N in CallName]: (
    args: Calls[N]['args'],
    port: FramePort,
  ) => Result<Calls[N]['value']> | Promise<Result<Calls[N]['value']>>;
};

/** A message from a window; null for what is none. */
export function readMessage(text: string): ToMain | null {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
  const parsed = v.safeParse(toMain, raw);
  return parsed.success ? (parsed.output as ToMain) : null;
}

const isCall = (name: string): name is CallName => Object.hasOwn(callArgs, name);

/** Unvalidated arguments stop here. The answer is always a Result; what a handler throws is `internal` and told to `crashed`. */
export async function handle(
  handlers: Handlers,
  name: string,
  args: unknown,
  port: FramePort,
  crashed: (error: unknown) => void,
): Promise<Result<unknown>> {
  if (!isCall(name)) return fail('unsupported', `There is no call "${name.slice(0, 40)}"`, 'name');
  const parsed = v.safeParse(callArgs[name] as v.GenericSchema, args ?? {});
  if (!parsed.success) {
    const { field, reason } = firstWrong(parsed.issues);
    // A token must not come back in a message, not even the wrong one.
    const secret = field === 'token' || field === 'password';
    return fail('bad-request', secret ? `not a ${field}` : reason, field);
  }
  try {
    const handler = handlers[name] as (args: unknown, port: FramePort) => Promise<Result<unknown>>;
    return await handler(parsed.output, port);
  } catch (error) {
    crashed(error);
    return fail('internal', `${name} failed in the console`);
  }
}
