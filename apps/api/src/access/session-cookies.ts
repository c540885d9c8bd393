import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { LOOPBACK_SESSION_COOKIE, SESSION_COOKIE } from '#access';
import type { PendingSignIn, Secret } from '#core';

/** Holds what a browser must bring back from the identity provider. */
const PENDING_COOKIE = '__Host-lockstep-sign-in';
const LOOPBACK_PENDING_COOKIE = 'lockstep-sign-in';
const PENDING_S = 600;

const text = z.string().min(1).max(2_000);
const Pending = z.strictObject({ state: text, nonce: text, codeVerifier: text, returnTo: text });

/** On loopback there may be no TLS, and browsers keep no `Secure` cookie then. Nobody can make another browser name us so. */
const isSecure = ({ hostname }: FastifyRequest): boolean => !['localhost', '127.0.0.1', '[::1]'].includes(hostname);

const base = (secure: boolean) => ({ httpOnly: true, secure, path: '/' }) as const;

/** Strict: no other site can have it sent. The page that comes back from the identity provider reads nothing but itself. */
export function setSessionCookie(request: FastifyRequest, reply: FastifyReply, session: Secret): void {
  const secure = isSecure(request);
  void reply.setCookie(secure ? SESSION_COOKIE : LOOPBACK_SESSION_COOKIE, session.reveal(), { ...base(secure), sameSite: 'strict' });
}

export function clearSessionCookie(request: FastifyRequest, reply: FastifyReply): void {
  const secure = isSecure(request);
  void reply.clearCookie(secure ? SESSION_COOKIE : LOOPBACK_SESSION_COOKIE, base(secure));
}

/** Lax: the browser comes back from another site. */
export function setPendingCookie(request: FastifyRequest, reply: FastifyReply, pending: PendingSignIn): void {
  const secure = isSecure(request);
  const value = Buffer.from(JSON.stringify(pending)).toString('base64url');
  void reply.setCookie(secure ? PENDING_COOKIE : LOOPBACK_PENDING_COOKIE, value, { ...base(secure), sameSite: 'lax', maxAge: PENDING_S });
}

/** What was begun, once: it is taken away at the same time. Null when there is nothing that can be read. */
export function takePendingCookie(request: FastifyRequest, reply: FastifyReply): PendingSignIn | null {
  const secure = isSecure(request);
  const name = secure ? PENDING_COOKIE : LOOPBACK_PENDING_COOKIE;
  void reply.clearCookie(name, base(secure));
  return parse(request.cookies[name] ?? '');
}

function parse(value: string): PendingSignIn | null {
  try {
    return Pending.parse(JSON.parse(Buffer.from(value, 'base64url').toString('utf8')));
  } catch {
    return null;
  }
}
