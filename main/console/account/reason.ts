import type { LinkReason } from '../../../contract/bridge.ts';
import type { Strings } from '../../../contract/strings/index.ts';
import type { Refusal } from './gateway-auth.ts';

/** What the gateway's refusal, or its silence, means to whoever reads it. */
export function reasonOf(refusal: Refusal, { t }: Strings): LinkReason {
  switch (refusal.kind) {
    case 'unreachable':
    case 'protocol':
      return { code: refusal.kind, message: `${t(`reason.${refusal.kind}`)} (${refusal.detail})` };
    case 'tls':
      return { code: refusal.code, message: `${t(`reason.${refusal.code}`)} (${refusal.detail})` };
    case 'busy':
      return { code: 'busy', message: t('reason.busy') };
    case 'expired':
      return { code: 'expired', message: t('reason.expired') };
    case 'wrong':
    case 'revoked':
      return { code: 'revoked', message: t('reason.revoked') };
  }
}
