import { lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** What is no host of the internet: IANA's special-purpose registries. */
const RANGES: readonly (readonly [string, number, 'ipv4' | 'ipv6'])[] = [
  ['0.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['224.0.0.0', 3, 'ipv4'],
  ['::', 127, 'ipv6'],
  ['64:ff9b::', 96, 'ipv6'],
  ['fc00::', 7, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
  ['ff00::', 8, 'ipv6'],
];

export function privateRanges(): BlockList {
  const list = new BlockList();
  for (const [net, prefix, family] of RANGES) list.addSubnet(net, prefix, family);
  return list;
}

/** An IPv4 address in IPv6's clothes is judged as what it is. */
export function isPrivate(list: BlockList, address: string): boolean {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  const family = isIP(plain);
  return family === 0 || list.check(plain, family === 4 ? 'ipv4' : 'ipv6');
}

/** `dns.lookup` that gives no private address: what is checked is what is connected to, so a name can't change in between. */
export function publicLookup(list: BlockList): LookupFunction {
  return (hostname, options, answer) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return answer(error, '', 0);
      const bad = addresses.find(({ address }) => isPrivate(list, address));
      if (bad !== undefined)
        return answer(new Error(`${hostname} is the private address ${bad.address}`), '', 0);
      const [first] = addresses;
      if (first === undefined) return answer(new Error(`${hostname} has no address`), '', 0);
      if (options.all === true) return answer(null, addresses);
      return answer(null, first.address, first.family);
    });
  };
}
