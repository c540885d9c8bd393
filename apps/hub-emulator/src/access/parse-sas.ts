/** A shared access signature token, as it was sent. */
export interface SasToken {
  /** The resource, still URL-encoded: the signature was made over exactly these characters. */
  readonly sr: string;
  /** The signature, decoded to base64. */
  readonly sig: string;
  /** Expiry in seconds since 1970, as digits. */
  readonly se: string;
  /** Name of the policy; absent in a token made with a device's own key. */
  readonly skn: string | undefined;
}

const SCHEME = 'SharedAccessSignature ';

/** Reads an Authorization header; the order of the fields is free. Returns undefined when it is not a complete SAS token. */
export function parseSas(header: string): SasToken | undefined {
  if (!header.startsWith(SCHEME)) return undefined;
  const fields = new Map<string, string>();
  for (const field of header.slice(SCHEME.length).split('&')) {
    const mark = field.indexOf('=');
    if (mark > 0) fields.set(field.slice(0, mark).trim(), field.slice(mark + 1));
  }
  const sr = fields.get('sr');
  const sig = decode(fields.get('sig'));
  const se = fields.get('se');
  if (!sr || !sig || !se || !/^\d{1,15}$/.test(se)) return undefined;
  return { sr, sig, se, skn: decode(fields.get('skn')) };
}

/** Percent-decodes; text that cannot be decoded is undefined. */
export function decode(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
