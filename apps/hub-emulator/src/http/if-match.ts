/** What If-Match asks for. `""` counts as absent: Microsoft's own .NET client sends it with every create. */
export type Precondition = { readonly kind: 'none' } | { readonly kind: 'any' } | { readonly kind: 'etag'; readonly etag: string };

/** Reads If-Match, or the etag of a bulk entry: with quotes or without, `*` for any. */
export function readPrecondition(value: string | undefined): Precondition {
  const bare = value?.trim().replace(/^"(.*)"$/, '$1') ?? '';
  if (bare === '') return { kind: 'none' };
  return bare === '*' ? { kind: 'any' } : { kind: 'etag', etag: bare };
}

/** True when the condition lets a thing with this etag be changed. */
export function isMet(precondition: Precondition, etag: string): boolean {
  return precondition.kind !== 'etag' || precondition.etag === etag;
}
