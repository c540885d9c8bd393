import { verify, type KeyObject } from 'node:crypto';
import { z } from 'zod';

const Header = z.object({ alg: z.enum(['RS256', 'ES256']), kid: z.string().optional() });

const Claims = z.object({
  iss: z.string(),
  aud: z.union([z.string(), z.array(z.string())]),
  exp: z.number(),
  nbf: z.number().optional(),
  sub: z.string().optional(),
  oid: z.string().optional(),
  roles: z.array(z.string()).optional(),
});
export type Claims = z.infer<typeof Claims>;

/** How far the clocks of issuer and hub may differ. */
const SKEW_SECONDS = 5 * 60;

/** Why a token was not let in, for the journal. */
export type JwtFault = 'unreadable' | 'unknown-key' | 'bad-signature' | 'other-issuer' | 'other-audience' | 'expired' | 'not-yet';

export interface JwtCheck {
  readonly issuer: string;
  readonly audience: string;
  /** Seconds since 1970. */
  readonly now: number;
  findKey(kid: string | undefined): KeyObject | undefined;
}

/** The id of the key that signed a token; undefined when the token cannot be read or names none. */
export function keyIdOf(token: string): string | undefined {
  return Header.safeParse(parsePart(token.split('.')[0])).data?.kid;
}

/** Checks signature, issuer, audience and time of a JSON web token (RFC 7519; RS256 and ES256). Returns its claims or the first fault. */
export function verifyJwt(token: string, { issuer, audience, now, findKey }: JwtCheck): Claims | JwtFault {
  const [head, body, signature, ...rest] = token.split('.');
  const header = Header.safeParse(parsePart(head));
  const claims = Claims.safeParse(parsePart(body));
  if (!header.success || !claims.success || signature === undefined || rest.length > 0) return 'unreadable';
  const key = findKey(header.data.kid);
  if (!key || key.asymmetricKeyType !== (header.data.alg === 'RS256' ? 'rsa' : 'ec')) return 'unknown-key';
  const isGood = verify('sha256', Buffer.from(`${head}.${body}`), { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'));
  if (!isGood) return 'bad-signature';
  const { iss, aud, exp, nbf = 0 } = claims.data;
  if (iss !== issuer) return 'other-issuer';
  if (![aud].flat().some((one) => trim(one) === trim(audience))) return 'other-audience';
  if (exp <= now - SKEW_SECONDS) return 'expired';
  return nbf > now + SKEW_SECONDS ? 'not-yet' : claims.data;
}

/** Clients ask for a scope of the audience with and without a slash at the end. */
function trim(audience: string): string {
  return audience.replace(/\/$/, '');
}

function parsePart(part: string | undefined): unknown {
  try {
    return JSON.parse(Buffer.from(part ?? '', 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
