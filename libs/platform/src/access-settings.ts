import { z } from 'zod';

const split = (text: string): string[] => text.split(',').map((part) => part.trim()).filter(Boolean);

/** Values divided by commas. */
export const List = z.string().transform(split);

const isLoopback = (host: string): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(host);

/** A server on this very machine. */
export const Loopback = z
  .string()
  .refine((text) => URL.canParse(text) && new URL(text).protocol === 'http:' && isLoopback(new URL(text).hostname) && new URL(text).pathname === '/', 'must be an http:// address of this machine, without a path')
  .transform((text) => new URL(text).origin);

/** In the clear, passwords and tokens are anybody's; on loopback there is nobody else. */
const isSafe = (text: string): boolean => {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url !== null && (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))) && !url.username && !url.search && !url.hash;
};

/** Where tokens come from or are asked about. */
export const Issuer = z.string().refine(isSafe, 'must be an https:// address (http:// on loopback only)');

/** An origin of ours: cookies and redirects depend on it. */
export const PublicUrl = z
  .string()
  .refine((text) => isSafe(text) && new URL(text).pathname === '/', 'must be an https:// address without a path (http:// on loopback only)')
  .transform((text) => new URL(text).origin);

export const Origins = z
  .string()
  .transform(split)
  .refine((origins) => origins.every((origin) => URL.canParse(origin) && /^https?:$/.test(new URL(origin).protocol) && new URL(origin).origin === origin), 'must be origins like https://app.example.org, divided by commas');

/** Only those that a public key checks: with a shared secret, whoever can check a token can make one. */
const ASYMMETRIC = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'];

export const Algorithms = z
  .string()
  .transform(split)
  .refine((names) => names.length > 0 && names.every((name) => ASYMMETRIC.includes(name)), `must be some of ${ASYMMETRIC.join(', ')}, divided by commas`);

const ADDRESS = /^[0-9a-f.:]+(\/\d{1,3})?$/i;

export const TrustProxy = z.string().transform((text, context): number | string[] => {
  if (/^\d{1,2}$/.test(text)) return Number(text);
  const addresses = split(text);
  if (addresses.length > 0 && addresses.every((address) => ADDRESS.test(address))) return addresses;
  context.addIssue({ code: 'custom', message: 'must be a number of proxies, or their addresses divided by commas' });
  return z.NEVER;
});

interface Settings {
  LOCKSTEP_PUBLIC_URL?: string | undefined;
  OIDC_ISSUER?: string | undefined;
  OIDC_AUDIENCE?: string[] | undefined;
  OIDC_CLIENT_ID?: string | undefined;
  LOCKSTEP_HUB_GATEWAY?: { host: string } | undefined;
  LOCKSTEP_SIMULATION?: string | undefined;
}

/** Settings that are worth nothing without another one. */
export function findGaps(env: Settings, context: z.RefinementCtx): void {
  const want = (name: keyof Settings, why: string): void => {
    const value = env[name];
    if (!value || (Array.isArray(value) && value.length === 0)) context.addIssue({ code: 'custom', path: [name], message: `is missing: ${why}` });
  };
  if (env.OIDC_ISSUER) want('OIDC_AUDIENCE', 'a token that was issued for another program would count as well');
  if (env.OIDC_CLIENT_ID) {
    want('OIDC_ISSUER', 'OIDC_CLIENT_ID is a client of it');
    want('LOCKSTEP_PUBLIC_URL', 'it is where OIDC_ISSUER sends browsers back to');
  }
  if (env.LOCKSTEP_SIMULATION) want('LOCKSTEP_HUB_GATEWAY', 'the hub of a simulation is an emulator');
}
