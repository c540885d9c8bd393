import type { IncomingMessage } from 'node:http';
import type { TLSSocket } from 'node:tls';
import { checkApiVersion } from '../http/api-versions.js';
import { HubError } from '../http/hub-error.js';
import { readBody } from '../http/read-body.js';
import { splitTarget, type Target } from '../http/split-target.js';
import type { Hub } from '../hubs/hub.js';
import { findOperation, type FoundOperation } from '../operations/find-operation.js';

/** A request that can be answered: it names a hub, a version and an operation that exist. */
export interface GoodVisit {
  readonly hub: Hub;
  readonly target: Target;
  readonly found: FoundOperation;
}

/** A request, read. `good` is either what it asks for, or why it cannot be asked. */
export interface Visit {
  readonly method: string;
  /** As it was sent, without the query. */
  readonly path: string;
  readonly hubName: string;
  readonly body: Buffer;
  readonly deviceIds: readonly string[];
  readonly good: GoodVisit | HubError;
}

/** Reads a request to its end. Throws only when the caller goes away before that. */
export async function readVisit(request: IncomingMessage, hubs: ReadonlyMap<string, Hub>): Promise<Visit> {
  const { method = '', url = '/' } = request;
  const body = await catchRefusal(() => readBody(request));
  const hubName = nameHub(request);
  const good = body instanceof HubError ? body : await catchRefusal(() => findGood(method, url, hubs.get(hubName)));
  const bytes = body instanceof HubError ? Buffer.alloc(0) : body;
  return { method, path: url.split('?')[0]!, hubName, body: bytes, deviceIds: devicesOf(good, bytes), good };
}

/** The Host header names the hub; without one, the name in the TLS handshake does. The port is left out. */
function nameHub(request: IncomingMessage): string {
  const name = request.headers.host ?? (request.socket as TLSSocket).servername;
  return (typeof name === 'string' ? name : '').replace(/:\d+$/, '').toLowerCase();
}

function findGood(method: string, url: string, hub: Hub | undefined): GoodVisit {
  // Yes, 401: the service does not tell a hub that does not exist from one that you may not enter (azure-iot-cli-extension issue 77).
  if (!hub) throw new HubError('IotHubNotFound', 'Unauthorized');
  const target = splitTarget(url);
  checkApiVersion(target.query);
  return { hub, target, found: findOperation(method, target) };
}

function devicesOf(good: GoodVisit | HubError, body: Buffer): readonly string[] {
  if (good instanceof HubError) return [];
  const { operation, deviceId } = good.found;
  return operation.devices?.(body) ?? (deviceId === '' ? [] : [deviceId]);
}

async function catchRefusal<T>(read: () => T | Promise<T>): Promise<T | HubError> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof HubError) return error;
    throw error;
  }
}
