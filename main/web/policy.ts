import { sitesOf, type ExternalSites } from '../../contract/external.ts';
import type { FileConfig } from '../host/config-file.ts';
import type { WebOptions } from './options.ts';

/** What the computer's policy says wins over flags and environment. A token is only for the gateway that it came with. */
export function underPolicy(
  { externalHosts, ...options }: WebOptions,
  policy: FileConfig,
): Omit<WebOptions, 'externalHosts'> & { readonly sites: ExternalSites } {
  const { gateway, allowHttp, timeZone, tiles, tls } = policy;
  const elsewhere = gateway !== undefined && gateway !== options.gateway;
  return {
    ...options,
    ...(gateway === undefined ? {} : { gateway }),
    ...(elsewhere ? { token: null } : {}),
    ...(allowHttp === undefined ? {} : { allowHttp }),
    ...(timeZone === undefined ? {} : { timeZone }),
    ...(tiles === undefined ? {} : { tiles }),
    ...(tls === undefined ? {} : { tlsCa: tls.ca ?? null, tlsPins: tls.pins ?? [] }),
    sites:
      policy.externalHosts === undefined
        ? sitesOf(externalHosts ?? undefined)
        : sitesOf(policy.externalHosts, 'policy'),
  };
}
