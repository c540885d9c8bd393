const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
/** What a resolver would read as an IPv4 address: a last label that is a number, decimal or hexadecimal. */
const NUMBER = /^(?:\d+|0x[0-9a-f]*)$/;
const MAX_LENGTH = 253;

/**
 * A host name in its one spelling: lower case, without the trailing dot. Null for what is not a DNS name: an address in any
 * notation, a port, a path, a user, letters outside ASCII.
 */
export function plainHostName(host: string): string | null {
  const lower = host.replace(/[A-Z]/g, (letter) => letter.toLowerCase()).replace(/\.$/, '');
  const labels = lower.split('.');
  if (lower.length > MAX_LENGTH || !labels.every((label) => LABEL.test(label)) || NUMBER.test(labels.at(-1)!)) return null;
  return lower;
}

/**
 * Whether this installation may talk to a host. Names are compared label by label; `*` stands for exactly one whole label,
 * so `*.azure-devices.net` allows neither `azure-devices.net` nor `a.b.azure-devices.net`. An address is never allowed.
 */
export function isAllowedHost(host: string, patterns: readonly string[]): boolean {
  const labels = plainHostName(host)?.split('.');
  return labels !== undefined && patterns.some((pattern) => matches(labels, pattern.trim().toLowerCase().replace(/\.$/, '').split('.')));
}

const matches = (labels: readonly string[], pattern: readonly string[]): boolean =>
  labels.length === pattern.length && pattern.every((wanted, at) => wanted === '*' || wanted === labels[at]);
