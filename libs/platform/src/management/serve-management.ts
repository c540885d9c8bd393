import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Readiness } from './readiness.js';

export interface ManagementSettings {
  /** 0 takes any free port; null opens none. */
  port: number | null;
  host: string;
}

/** What prints the metrics of this process. */
export interface MetricsPage {
  readonly contentType: string;
  print(): Promise<string>;
}

export interface Management {
  /** Null where no port was asked for. */
  address: string | null;
  close(): Promise<void>;
}

/**
 * A port for whoever runs the process, apart from the business: /livez, /readyz, /startupz and /metrics. It shows no data of
 * a tenant and asks nobody who they are, so let nobody in from outside.
 */
export async function serveManagement({ port, host }: ManagementSettings, readiness: Readiness, metrics: MetricsPage): Promise<Management> {
  if (port === null) return { address: null, close: async () => undefined };
  const pages = pagesOf(readiness, metrics);
  const server = createServer((request, response) => {
    const page = pages[(request.url ?? '').split('?')[0]!];
    if (!page || (request.method !== 'GET' && request.method !== 'HEAD')) return end(response, 404, 'text/plain', 'There is /livez, /readyz, /startupz and /metrics here.\n');
    page(response).catch(() => end(response, 500, 'text/plain', 'The answer could not be made.\n'));
  });
  server.listen(port, host);
  await once(server, 'listening');
  // It must not keep a process that has nothing else to do.
  server.unref();
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

type Page = (response: ServerResponse) => Promise<void>;

const pagesOf = (readiness: Readiness, metrics: MetricsPage): Partial<Record<string, Page>> => ({
  '/livez': async (response) => json(response, 200, { status: 'ok' }),
  '/startupz': async (response) => json(response, readiness.isStarted ? 200 : 503, { status: readiness.isStarted ? 'ok' : 'starting' }),
  '/readyz': async (response) => {
    const health = await readiness.look();
    json(response, health.status === 'unready' ? 503 : 200, health);
  },
  '/metrics': async (response) => end(response, 200, metrics.contentType, await metrics.print()),
});

const json = (response: ServerResponse, status: number, body: object): void => end(response, status, 'application/json', JSON.stringify(body));

function end(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
}
