import iothub, { type JobClient, type Registry } from 'azure-iothub';
import { SharedAccessSignature } from 'azure-iothub/dist/common-core/shared_access_signature.js';
import { RestApiClient } from 'azure-iothub/dist/common-http/rest_api_client.js';
import type { RunningHubEmulator } from '../start-hub-emulator.js';
import { EmulatorAgent } from './emulator-agent.js';

/** Microsoft's own client, wired to an emulator. */
export interface Sdk {
  readonly registry: Registry;
  readonly jobs: JobClient;
  /** A call that the registry does not offer: answers with the body, throws what the registry would throw. */
  call(
    method: 'GET' | 'PUT' | 'PATCH' | 'POST' | 'DELETE',
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<unknown>;
  close(): void;
}

/** An emulator, in this process or in another one. */
type Place = Pick<RunningHubEmulator, 'port' | 'caPem' | 'connectionString'>;

export function connectSdk(emulator: Place, connectionString = emulator.connectionString()): Sdk {
  const { host, policy, key } = takeApart(connectionString);
  const config = { host, sharedAccessSignature: SharedAccessSignature.create(host, policy, key, Math.ceil(Date.now() / 1000) + 3600) };
  const rest = new RestApiClient(config, 'hub-emulator-test/1.0');
  const registry = new iothub.Registry(config, rest);
  const jobs = new iothub.JobClient(rest);
  const agent = new EmulatorAgent(emulator);
  // After the constructors of Registry and JobClient, which overwrite the options.
  rest.setOptions({ http: { agent } });
  return {
    registry,
    jobs,
    call: (method, path, body, headers = {}) =>
      new Promise((resolve, reject) =>
        rest.executeApiCall(
          method,
          `${path}?api-version=2021-04-12`,
          { 'Content-Type': 'application/json; charset=utf-8', ...headers },
          body,
          (error, answer) => (error ? reject(error) : resolve(answer)),
        ),
      ),
    close: () => agent.destroy(),
  };
}

function takeApart(connectionString: string): { host: string; policy: string; key: string } {
  const [, host = '', policy = '', key = ''] = /^HostName=(.+);SharedAccessKeyName=(.+);SharedAccessKey=(.+)$/.exec(connectionString) ?? [];
  return { host, policy, key };
}
