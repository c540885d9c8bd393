/**
 * What addresses are counted by: an IPv4 address, or the /64 that a single subscriber of IPv6 gets as a whole. Source: RFC 6177.
 */
export function networkOf(address: string): string {
  const plain = address.toLowerCase().replace(/%.*$/, '');
  const [, mapped] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(plain) ?? [];
  if (mapped) return mapped;
  if (!plain.includes(':')) return plain;

  const [head = '', tail = ''] = plain.split('::', 2);
  const front = head.split(':').filter(Boolean);
  const back = tail.split(':').filter(Boolean);
  const gap = Array.from({ length: Math.max(0, 8 - front.length - back.length) }, () => '0');
  const groups = plain.includes('::') ? [...front, ...gap, ...back] : front;
  return `${groups.slice(0, 4).map((group) => group.replace(/^0+(?=.)/, '')).join(':')}::/64`;
}
