import { CrossSiteRequest, Secret } from '#core';

/** What the guard needs to know of a request. */
export interface ProvingRequest {
  method: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Parsed; absent where nobody parses cookies. */
  cookies?: Readonly<Record<string, string | undefined>>;
  /** Names and values in turn, as they came in: repeated headers are only seen here. */
  raw?: { rawHeaders: readonly string[] };
}

/** What a caller shows to say who it is. */
export type Proof = { kind: 'bearer'; token: Secret } | { kind: 'session'; session: Secret };

/**
 * The session's cookie. Browsers take a name with `__Host-` only from the host itself over TLS, so that no neighbour under the same
 * domain can plant one. Source: RFC 6265bis, "The __Host- Prefix".
 */
export const SESSION_COOKIE = '__Host-lockstep-session';
/** Its name on loopback without TLS, where browsers would refuse the other. */
export const LOOPBACK_SESSION_COOKIE = 'lockstep-session';

/** What only our own pages send: another site cannot add a header without asking us first, and we say no to all but the origins that were set. */
export const CSRF_HEADER = 'x-lockstep-csrf';

/** A token of an identity provider grows with the groups of its user. Node takes 16 KiB of headers in all. */
const LONGEST_TOKEN = 12_288;
const BEARER = new RegExp(`^Bearer ([\\x21-\\x7e]{1,${LONGEST_TOKEN}})$`, 'i');
const SESSION = /^[A-Za-z0-9_-]{43}$/;

/** Null when there is none that can be read. A request that has a header for it is never judged by its cookie. */
export function readProof({ headers, cookies, raw }: ProvingRequest): Proof | null {
  if (headers.authorization !== undefined) {
    if (timesSent(raw?.rawHeaders, 'authorization') > 1) return null;
    const [, token] = BEARER.exec(String(headers.authorization)) ?? [];
    return token ? { kind: 'bearer', token: new Secret(token) } : null;
  }
  const session = cookies?.[SESSION_COOKIE] ?? cookies?.[LOOPBACK_SESSION_COOKIE];
  return session && SESSION.test(session) ? { kind: 'session', session: new Secret(session) } : null;
}

/** Node keeps the first of several and drops the rest; which one a proxy in front of us had looked at, nobody knows. */
const timesSent = (rawHeaders: readonly string[] | undefined, name: string): number =>
  rawHeaders?.filter((text, at) => at % 2 === 0 && text.toLowerCase() === name).length ?? 1;

const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS'];

/** Throws CrossSiteRequest for a request that changes something and may have been sent by another site's page. */
export function refuseCrossSite({ method, headers }: ProvingRequest): void {
  if (SAFE_METHODS.includes(method)) return;
  const site = headers['sec-fetch-site'];
  if (headers[CSRF_HEADER] === undefined || (site !== undefined && site !== 'same-origin')) {
    throw new CrossSiteRequest(`A request that a session signs must come from our own page, with the header ${CSRF_HEADER}: 1. Programs send a bearer token instead.`);
  }
}
