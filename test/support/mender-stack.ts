import { startApi, type RunningApi } from '../../apps/api/src/start-api.js';
import type { Role } from '#core';
import { readEnv } from '#platform';
import { freePort } from './free-port.js';
import { startStack, type Stack } from './lockstep.js';

export const MANAGEMENT = '/api/management/v1/iot-manager';
export const INTERNAL = '/api/internal/v1/iot-manager';

export interface MenderAnswer {
  status: number;
  headers: Headers;
  text: string;
  body: any;
}

export interface MenderCall {
  token?: string | null;
  body?: unknown;
  headers?: Record<string, string>;
}

/** The stack with a second API that speaks Mender's language on both its ports. */
export interface MenderStack {
  stack: Stack;
  api: RunningApi;
  internalUrl: string;
  /** Below the base of the management API; as an admin of the default tenant, where no token is named. */
  manage(method: string, path: string, call?: MenderCall): Promise<MenderAnswer>;
  /** Below the base of the internal API. */
  tell(method: string, path: string, call?: MenderCall): Promise<MenderAnswer>;
  token(role: Role, tenantId?: string): Promise<string>;
  stop(): Promise<void>;
}

export async function startMenderStack(settings: Record<string, string> = {}): Promise<MenderStack> {
  const stack = await startStack({ backend: 'postgres' });
  const internalUrl = `http://127.0.0.1:${await freePort()}`;
  const on = { LOCKSTEP_MENDER_API: 'on', LOCKSTEP_MENDER_INTERNAL_PORT: new URL(internalUrl).port, LOCKSTEP_RECEIVERS: 'private', LOCKSTEP_SIGN_IN_LIMIT: '1000000' };
  const api = await startApi(readEnv({ ...stack.environment, ...on, ...settings }));
  const token = async (role: Role, tenantId = 'default'): Promise<string> => (await stack.tokens.issue(tenantId, `the ${role}`, role)).token.reveal();
  const admin = await token('admin');

  return {
    stack,
    api,
    internalUrl,
    token,
    manage: (method, path, { token = admin, ...call } = {}) => send(`${api.address}${MANAGEMENT}${path}`, method, { token, ...call }),
    tell: (method, path, call) => send(`${internalUrl}${INTERNAL}${path}`, method, { token: null, ...call }),
    stop: async () => {
      await api.stop();
      await stack.stop();
    },
  };
}

async function send(url: string, method: string, { token, body, headers }: MenderCall): Promise<MenderAnswer> {
  const response = await fetch(url, {
    method,
    headers: { ...(token && { authorization: `Bearer ${token}` }), ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: /\bjson\b/.test(response.headers.get('content-type') ?? '') && text !== '' ? JSON.parse(text) : null };
}
