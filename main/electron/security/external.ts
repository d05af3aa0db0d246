import type { Logger } from '../../console/ports.ts';

/** The address to open, in the parser's spelling, or null: https, a host of the list, default port, no user in it. */
export function externalAddress(url: unknown, hosts: readonly string[]): string | null {
  if (typeof url !== 'string' || url.length > 2_000 || !URL.canParse(url)) return null;
  const parsed = new URL(url);
  if (parsed.protocol !== 'https:' || parsed.port !== '') return null;
  if (parsed.username !== '' || parsed.password !== '') return null;
  return hosts.includes(parsed.hostname) ? parsed.href : null;
}

export type OpenExternal = (url: unknown) => boolean;

/** The only way to the operating system's browser. `hosts` as the configuration has them now. Says whether it was let through. */
export function externalOpener(
  open: (url: string) => Promise<void>,
  hosts: () => readonly string[],
  log: Logger,
): OpenExternal {
  return (url) => {
    const address = externalAddress(url, hosts());
    if (address === null) {
      log.warn('external address refused', { length: String(url).length });
      return false;
    }
    open(address).catch((error: unknown) =>
      log.warn('external address not opened', { error: String(error) }),
    );
    return true;
  };
}
