import type { Disposable } from '../../../contract/disposable.ts';
import type { Credentials } from '../account/credentials.ts';
import type { Counters } from '../counters.ts';
import type { Logger } from '../ports.ts';
import type { Session } from './session.ts';

const ANSWER_MS = 8_000;

/**
 * Tells the gateway of each new token over the standing connection, so that it goes on without a gap. Where that fails nothing is
 * lost: the gateway ends the connection with the old token, and the next one begins with the new.
 */
export function renewOver(
  session: Session,
  credentials: Credentials,
  usedToken: string,
  { counters, log }: { readonly counters: Counters; readonly log: Logger },
): Disposable {
  const { renewal } = credentials;
  if (renewal === undefined) return { dispose: () => undefined };
  const lease = session.lease('alerts');
  const tell = async (token: string): Promise<void> => {
    const answer = await lease.namespace.request('renew', { token }, ANSWER_MS);
    const good = answer.ok && (answer.value as { ok?: unknown } | null)?.ok === true;
    counters.bump(good ? 'link-renewed' : 'link-not-renewed');
    if (!good) log.warn('connection not renewed', { why: answer.ok ? 'refused' : answer.error.code });
  };
  const listening = renewal.onRenewed((token) => void tell(token));
  // It may have been renewed while the connection was being made.
  if (credentials.token !== usedToken && credentials.token !== '') void tell(credentials.token);
  return {
    dispose: () => {
      listening.dispose();
      lease.dispose();
    },
  };
}
