import type { Strings } from '../../../contract/strings/index.ts';
import type { Notifier } from '../notifications/notifier.ts';
import type { Lost } from './commands.ts';

/**
 * The window that gave the command is gone with its process: the operator is told by notification, one for all. What each was is
 * said in the order of giving, a kind once.
 */
export function tellLost(notifier: Pick<Notifier, 'tell'>, { t }: Strings, lost: readonly Lost[]): void {
  const kinds = [...new Set(lost.map(({ type }) => type))];
  const what = kinds.map((type) => t(`command.lost.${type}`)).join(', ');
  const refused = lost.find(({ why }) => why === 'refused');
  const why =
    refused === undefined ? t('command.lost.expired') : t('command.lost.refused', { why: refused.message });
  notifier.tell('commands', t('command.lost.title', { n: lost.length, what }), why);
}
