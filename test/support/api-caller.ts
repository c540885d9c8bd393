/** An answer of the API, taken apart. */
export interface ApiAnswer {
  status: number;
  headers: Headers;
  text: string;
  /** The body as JSON, or null when it has none. */
  body: any;
}

export interface ApiCall {
  body?: unknown;
  headers?: Record<string, string>;
}

/** Calls the API as one person does. */
export type ApiCaller = Record<'get' | 'post' | 'put' | 'patch' | 'delete', (path: string, call?: ApiCall) => Promise<ApiAnswer>>;

export function apiCaller(address: string, token: string | null): ApiCaller {
  const send =
    (method: string) =>
    async (path: string, { body, headers }: ApiCall = {}): Promise<ApiAnswer> => {
      const response = await fetch(new URL(path, address), {
        method,
        headers: {
          ...(token !== null && { authorization: `Bearer ${token}` }),
          ...(body !== undefined && { 'content-type': method === 'PATCH' ? 'application/merge-patch+json' : 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      const isJson = /\bjson\b/.test(response.headers.get('content-type') ?? '');
      return { status: response.status, headers: response.headers, text, body: isJson && text !== '' ? JSON.parse(text) : null };
    };
  return { get: send('GET'), post: send('POST'), put: send('PUT'), patch: send('PATCH'), delete: send('DELETE') };
}
