/** The same text for the same identity data, whatever the order of its keys. */
export function identityKey(identityData: unknown): string {
  return JSON.stringify(identityData, (_key, value: unknown) => {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
