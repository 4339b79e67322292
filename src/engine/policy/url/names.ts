/** Host names that mean an address by definition, so that nothing has to be resolved to know where they lead. */

const LOOPBACK_NAMES: ReadonlySet<string> = new Set([
  ...['localhost', 'localhost.localdomain', 'localhost6', 'localhost6.localdomain6'],
  ...['ip6-localhost', 'ip6-loopback', 'loopback', 'broadcasthost'],
]);

/** Public names that everybody knows to lead home. */
const LOOPBACK_ZONES = ['localhost', 'localtest.me', 'lvh.me', 'vcap.me', 'lacolhost.com', 'yoogle.com'];

const METADATA_NAMES: ReadonlySet<string> = new Set([
  ...['metadata', 'metadata.google.internal', 'metadata.goog', 'metadata.google'],
  ...['instance-data', 'instance-data.ec2.internal', 'metadata.ec2.internal'],
  ...['metadata.azure.internal', 'metadata.azure.com', 'metadata.tencentyun.com'],
  ...['metadata.packet.net', 'metadata.platformequinix.com', 'metadata.latitude.sh'],
  ...['rancher-metadata', 'metadata.cloud.ibm.com', 'api.metadata.cloud.ibm.com', 'metadata.service.consul'],
]);

/** Services of clouds at addresses of their own, beside 169.254.169.0/24 and 169.254.170.0/24. */
export const METADATA_ADDRESSES: ReadonlySet<string> = new Set([
  ...['100.100.100.200', '168.63.129.16', '192.0.0.192', '169.254.0.23', '169.254.10.10', '169.254.42.42'],
  ...['fd00:ec2::254', 'fd00:ec2::23', 'fd00:ec2::253', 'fd20:ce::254', 'fe80::a9fe:a9fe', 'fd00:42::42'],
]);

/** Services that answer any name with the address that is written in it. */
const ADDRESS_ZONE = /(?:^|\.)(?:nip\.io|sslip\.io|xip\.io|traefik\.me|backname\.io|ip\.dns\.army)$/;

export function isLoopbackName(host: string): boolean {
  return (
    LOOPBACK_NAMES.has(host) || LOOPBACK_ZONES.some((zone) => host === zone || host.endsWith(`.${zone}`))
  );
}

export function isMetadataName(host: string): boolean {
  return METADATA_NAMES.has(host);
}

/** The address that stands in a name of such a service: dotted, with dashes, or eight hexadecimal digits. */
export function addressInName(host: string): string | undefined {
  const zone = ADDRESS_ZONE.exec(host);
  if (zone === null) return undefined;
  const rest = host.slice(0, zone.index);
  const parts = /(?:^|[.-])(\d{1,3})[.-](\d{1,3})[.-](\d{1,3})[.-](\d{1,3})$/.exec(rest)?.slice(1);
  if (parts?.every((part) => Number(part) < 256)) return parts.map(Number).join('.');
  const hex = /(?:^|[.-])([0-9a-f]{8})$/.exec(rest)?.[1];
  return hex
    ?.match(/../g)
    ?.map((byte) => Number.parseInt(byte, 16))
    .join('.');
}
