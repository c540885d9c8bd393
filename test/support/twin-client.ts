import type { Secret } from '#core';

/** An answer of the twin API. */
export interface TwinAnswer {
  status: number;
  headers: Headers;
  /** The JSON of the answer. */
  body: any;
}

export interface PatchOptions {
  moduleId?: string;
  type?: string;
  /** The etag is sent as it is, without quotes of ours. */
  raw?: boolean;
}

/** Calls the twin API as one caller. */
export interface TwinClient {
  get(id: string, moduleId?: string): Promise<TwinAnswer>;
  patch(id: string, body: string | Uint8Array, etag: string | null, options?: PatchOptions): Promise<TwinAnswer>;
  put(id: string, body: string, etag: string | null, options?: PatchOptions): Promise<TwinAnswer>;
  history(id: string, query?: string, moduleId?: string): Promise<TwinAnswer>;
  undo(id: string, edit: string, moduleId?: string, headers?: Record<string, string>): Promise<TwinAnswer>;
}

export function openTwinClient(address: string, token: Secret): TwinClient {
  const call = async (method: string, id: string, rest: { moduleId?: string | undefined; tail?: string; body?: string | Uint8Array; headers?: Record<string, string> } = {}): Promise<TwinAnswer> => {
    const place = rest.moduleId === undefined ? id : `${id}/modules/${rest.moduleId}`;
    const answer = await fetch(`${address}/api/v1/devices/${place}/twin${rest.tail ?? ''}`, {
      method,
      headers: { authorization: `Bearer ${token.reveal()}`, ...rest.headers },
      ...(rest.body !== undefined && { body: rest.body as string }),
    });
    return { status: answer.status, headers: answer.headers, body: await answer.json() };
  };
  const write = (method: string, usual: string) => (id: string, body: string | Uint8Array, etag: string | null, { moduleId, type = usual, raw = false }: PatchOptions = {}) =>
    call(method, id, { moduleId, body, headers: { 'content-type': type, ...(etag !== null && { 'if-match': raw ? etag : `"${etag}"` }) } });

  return {
    get: (id, moduleId) => call('GET', id, { moduleId }),
    patch: write('PATCH', 'application/merge-patch+json'),
    put: write('PUT', 'application/json'),
    history: (id, query = '', moduleId = undefined) => call('GET', id, { moduleId, tail: `/history${query}` }),
    undo: (id, edit, moduleId = undefined, headers = {}) => call('POST', id, { moduleId, tail: `/history/${edit}/undo`, headers }),
  };
}
