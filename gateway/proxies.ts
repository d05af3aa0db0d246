import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';

/** Whether this address is a proxy of ours, whose word about who it speaks for is taken. */
export type TrustedProxies = (address: string) => boolean;

export const NO_PROXIES: TrustedProxies = () => false;

/** Longest X-Forwarded-For that is read; what a client may send itself stands on its left and is not reached. */
const MOST_HOPS = 10;

/** `10.0.0.1` or `10.0.0.0/8`, of IPv4 or IPv6. */
export function isNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}

/** @param networks each of them `isNetwork` */
export function trustedProxies(networks: readonly string[]): TrustedProxies {
  if (networks.length === 0) return NO_PROXIES;
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits] = network.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return (address) => isIP(address) !== 0 && list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

/**
 * Who asks: the peer, or, where that is a proxy of ours, the nearest address of X-Forwarded-For that is none. Anybody can send
 * that header, so from any other peer it says nothing.
 */
export function clientAddress(
  { socket, headers }: Pick<IncomingMessage, 'socket' | 'headers'>,
  trusted: TrustedProxies,
): string {
  let address = socket.remoteAddress ?? '';
  const said = headers['x-forwarded-for'];
  const hops = (Array.isArray(said) ? said.join(',') : (said ?? '')).split(',').slice(-MOST_HOPS);
  while (trusted(address)) {
    const next = hops.pop()?.trim() ?? '';
    if (isIP(next) === 0) break;
    address = next;
  }
  return address;
}
