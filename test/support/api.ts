import { randomBytes } from 'node:crypto';
import { startApi, type RunningApi } from '../../apps/api/src/start-api.js';
import { Secret, type Role, type Scope } from '#core';
import { readEnv, type Env } from '#platform';
import { startPostgres, type TestPostgres } from './postgres.js';
import { openStore, type Store } from './store.js';

/** The real API on a real PostgreSQL, with nothing around it. */
export interface ApiUnderTest {
  api: RunningApi;
  store: Store;
  env: Env;
  /** A token with one grant. */
  token(role: Role, scope?: Scope, tenantId?: string): Promise<string>;
  /** Sends a request; without a token, nobody's. */
  call(method: string, path: string, options?: CallOptions): Promise<Response>;
  stop(): Promise<void>;
}

export interface CallOptions {
  token?: string;
  body?: unknown;
  headers?: Record<string, string>;
}

export async function startApiUnderTest(settings: Record<string, string> = {}): Promise<ApiUnderTest> {
  const postgres: TestPostgres = await startPostgres();
  const key = randomBytes(32);
  const env = readEnv({
    PORT: '0',
    HOST: '127.0.0.1',
    DATABASE_URL: await postgres.database(),
    LOCKSTEP_MASTER_KEYS: `k1:${key.toString('base64')}`,
    LOCKSTEP_RATE_LIMIT: '1000000',
    LOG_LEVEL: 'silent',
    ...settings,
  });
  const store = openStore(env.DATABASE_URL, { key: { id: 'k1', key: new Secret<Uint8Array>(key) } });
  const api = await startApi(env);

  return {
    api,
    store,
    env,
    token: async (role, scope = { kind: 'all' }, tenantId = 'default') => (await store.tokens.issue(tenantId, `${role} in ${tenantId}`, role, { scope })).token.reveal(),
    call: (method, path, { token, body, headers = {} } = {}) =>
      fetch(new URL(path, api.address), {
        method,
        redirect: 'manual',
        headers: { ...(token !== undefined && { authorization: `Bearer ${token}` }), ...headers },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
    stop: async () => {
      await api.stop();
      await store.close();
      await postgres.stop();
    },
  };
}
