import { randomUUID } from 'node:crypto';
import { expect } from '@jest/globals';
import { startApi, type RunningApi } from '../../apps/api/src/start-api.js';
import type { Role } from '#core';
import { readEnv } from '#platform';
import { freePort } from './free-port.js';
import { startStack, type Stack } from './lockstep.js';
import { TwinDevices } from './twin-devices.js';

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

/** A tenant, and how its admin calls. */
export interface MenderTenant {
  tenantId: string;
  token: string;
  call(method: string, path: string, body?: unknown): Promise<MenderAnswer>;
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
  /** A tenant that has nothing yet. */
  tenant(): Promise<MenderTenant>;
  devices: TwinDevices;
  stop(): Promise<void>;
}

export async function startMenderStack(settings: Record<string, string> = {}): Promise<MenderStack> {
  const stack = await startStack({ backend: 'postgres' });
  const internalUrl = `http://127.0.0.1:${await freePort()}`;
  const on = { LOCKSTEP_MENDER_API: 'on', LOCKSTEP_MENDER_INTERNAL_PORT: new URL(internalUrl).port, LOCKSTEP_RECEIVERS: 'private', LOCKSTEP_SIGN_IN_LIMIT: '1000000' };
  const api = await startApi(readEnv({ ...stack.environment, ...on, ...settings }));
  const token = async (role: Role, tenantId = 'default'): Promise<string> => (await stack.tokens.issue(tenantId, `the ${role}`, role)).token.reveal();
  const admin = await token('admin');

  const manage: MenderStack['manage'] = (method, path, { token = admin, ...call } = {}) => send(`${api.address}${MANAGEMENT}${path}`, method, { token, ...call });

  return {
    stack,
    api,
    internalUrl,
    token,
    manage,
    tenant: async () => {
      const tenantId = `t-${randomUUID()}`;
      const itsAdmin = await token('admin', tenantId);
      return { tenantId, token: itsAdmin, call: (method, path, body) => manage(method, path, { token: itsAdmin, body }) };
    },
    devices: new TwinDevices(stack),
    tell: (method, path, call) => send(`${internalUrl}${INTERNAL}${path}`, method, { token: null, ...call }),
    stop: async () => {
      await api.stop();
      await stack.stop();
    },
  };
}

/** That it is an error as Mender says errors, with this text. */
export function expectError({ headers, body }: MenderAnswer, text: unknown): void {
  expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
  expect(body).toEqual({ error: text, request_id: headers.get('x-men-requestid') });
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
