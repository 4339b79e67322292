import type ipaddr from 'ipaddr.js';
import { loadPackage } from '../lazy-package.js';
import { addressInName, isLoopbackName, isMetadataName, METADATA_ADDRESSES } from './names.js';

export const NETWORKS = ['private', 'loopback', 'link_local', 'metadata', 'public'] as const;
export type Network = (typeof NETWORKS)[number];

/** What one way of reading a host says: the networks that it is in, and the address that it stands for. */
export interface HostReading {
  /** Only where it is another one than is written: the IPv4 address inside an IPv6 one or a name. */
  readonly address?: string;
  readonly networks: readonly Network[];
}

/**
 * The networks of a host, in each way that it can be taken: an IPv6 address may carry IPv4 ones. Undefined for a name,
 * which is not resolved. `host` is in the form that WHATWG gives it, without brackets.
 */
export function networksOf(host: string): readonly HostReading[] | undefined {
  if (isLoopbackName(host)) return [{ networks: ['loopback'] }];
  if (isMetadataName(host)) return [{ networks: ['link_local', 'metadata'] }];
  const ip = (addresses ??= loadPackage<typeof ipaddr>('ipaddr.js'));
  const named = addressInName(host);
  if (named !== undefined) return carrying(ip, host, [named]);
  if (!host.includes(':') && !ip.IPv4.isValidFourPartDecimal(host)) return undefined;
  const address = ip.parse(host);
  if (address.kind() === 'ipv4') return [{ networks: classify(address) }];
  const carried = carriedBy((address as ipaddr.IPv6).parts);
  return carried.length === 0 ? [{ networks: classify(address) }] : carrying(ip, host, carried);
}

/** The host as written, in the network of the first address that it carries, and each of them by itself. */
function carrying(ip: typeof ipaddr, host: string, carried: readonly string[]): HostReading[] {
  const readings = carried.map((address) => ({ address, networks: classify(ip.IPv4.parse(address)) }));
  return [{ address: host, networks: readings[0]?.networks ?? [] }, ...readings];
}

let addresses: typeof ipaddr | undefined;

/** Whatever is not for everybody counts as private: shared, reserved, documentation and multicast ranges too. */
function classify(address: ipaddr.IPv4 | ipaddr.IPv6): readonly Network[] {
  const base = baseNetwork(address.range());
  if (!isMetadata(address)) return [base];
  return base === 'public' ? ['metadata'] : [base, 'metadata'];
}

function baseNetwork(range: string): Network {
  if (range === 'unicast') return 'public';
  // To connect to 0.0.0.0 or :: is to connect to this machine.
  if (range === 'loopback' || range === 'unspecified') return 'loopback';
  return range === 'linkLocal' ? 'link_local' : 'private';
}

function isMetadata(address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  const text = address.toString();
  return METADATA_ADDRESSES.has(text) || /^169\.254\.(?:169|170)\./.test(text);
}

/** The IPv4 addresses inside an IPv6 one: mapped, compatible, translated, NAT64, 6to4, Teredo, ISATAP. */
function carriedBy(parts: readonly number[]): string[] {
  const [a, b, c, d, e, f, g, h] = parts as [number, number, number, number, number, number, number, number];
  const last = dotted(g, h);
  if ((a | b | c | d) === 0) {
    if (e === 0 && (f === 0xffff || (f === 0 && (g !== 0 || h > 1)))) return [last];
    if (e === 0xffff && f === 0) return [last];
  }
  if (a === 0x64 && b === 0xff9b) return [last];
  if (a === 0x2002) return [dotted(b, c)];
  if (a === 0x2001 && b === 0) return [dotted(c, d), dotted(g ^ 0xffff, h ^ 0xffff)];
  return (e & 0xfdff) === 0 && f === 0x5efe ? [last] : [];
}

function dotted(high: number, low: number): string {
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}
