/** Sites that a page may lead to, out of the console and into the system's browser. */
export interface ExternalSites {
  /** Host names as an address has them, lower case. */
  readonly hosts: readonly string[];
  /** Who named those that the program does not bring: nobody, the configuration, or the administrator's policy, which wins. */
  readonly by: 'nobody' | 'configuration' | 'policy';
}

/** What our own pages link to: sources of the maps, and the project. Nothing that a server sent is in here. */
export const OWN_SITES: readonly string[] = [
  'www.openstreetmap.org',
  'openstreetmap.org',
  'protomaps.com',
  'maplibre.org',
];

export const NO_SITES: ExternalSites = { hosts: OWN_SITES, by: 'nobody' };

/** Names at most, so that a list is read by a human. */
export const MAX_SITES = 50;
export const SITE_RULE =
  'must be a host name such as wiki.example.com: lower case, no https://, port or path';

const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const SITE = new RegExp(`^(?=.{1,253}$)${LABEL}(?:\\.${LABEL})*$`);

const BYTE = '(?:0|[1-9]\\d?|1\\d\\d|2[0-4]\\d|25[0-5])';
const IPV4 = new RegExp(`^${BYTE}(?:\\.${BYTE}){3}$`);

/** As RFC 1123 has it. An intranet's single name is a host too, and an address of IPv4 in its one usual spelling. */
export const isSite = (host: string): boolean =>
  SITE.test(host) && (IPV4.test(host) || !/(?:^|\.)(?:\d+|0x[0-9a-f]*)$/.test(host));

/** The host of a plain https address: no user, no port, nothing that a parser would have to mend; else null. */
export function siteOf(url: string): string | null {
  const host = /^https:\/\/([a-z0-9.-]{1,253})(?:[/?#]|$)/i.exec(url)?.[1]?.toLowerCase();
  return host !== undefined && isSite(host) ? host : null;
}

/** Whether a link may be shown as one. The host that opens it parses and asks again. */
export function leadsToSite(url: string, { hosts }: ExternalSites): boolean {
  const host = siteOf(url);
  return host !== null && hosts.includes(host);
}

/** The program's own and those that were named, each once. */
export function sitesOf(
  named: readonly string[] | undefined,
  by: 'configuration' | 'policy' = 'configuration',
): ExternalSites {
  if (named === undefined) return NO_SITES;
  return { hosts: [...new Set([...OWN_SITES, ...named])], by };
}
