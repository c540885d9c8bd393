// Real here: HTTPS with a certificate of the device's own.
import { X509Certificate } from 'node:crypto';
import { request } from 'node:https';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { startHubEmulator, type RunningHubEmulator } from './index.js';
import { askControl } from './test/ask.js';
import { connectSdk, type Sdk } from './test/connect-sdk.js';
import { VERSION, type Wire } from './test/send-raw.js';
import { issueAuthority, type KeyPair } from './tls/issue-certificates.js';

// It may run beside others on a busy machine.
jest.setTimeout(240_000);

let emulator: RunningHubEmulator;
let sdk: Sdk;
let own: KeyPair;

beforeAll(async () => {
  emulator = await startHubEmulator({ port: 0 });
  sdk = connectSdk(emulator);
  own = await issueAuthority();
});

afterAll(async () => {
  sdk.close();
  await emulator.stop();
});

const printsOf = ({ certPem }: KeyPair) => {
  const { fingerprint, fingerprint256 } = new X509Certificate(certPem);
  return { sha1: fingerprint.replaceAll(':', ''), sha256: fingerprint256.replaceAll(':', '') };
};
const register = (deviceId: string, primaryThumbprint: string | null, secondaryThumbprint: string | null, rest: object = {}) =>
  sdk.registry.create({ deviceId, authentication: { type: 'selfSigned', x509Thumbprint: { primaryThumbprint, secondaryThumbprint } }, ...rest } as Wire);

/** Sends a message as the device; answers with the status. */
function send(deviceId: string, pair: KeyPair | undefined): Promise<number> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        host: '127.0.0.1',
        port: emulator.port,
        ca: emulator.caPem,
        servername: 'localhost',
        agent: false,
        method: 'POST',
        path: `/devices/${deviceId}/messages/events?${VERSION}`,
        headers: { host: emulator.hostNames[0] },
        ...(pair && { cert: pair.certPem, key: pair.keyPem }),
      },
      (incoming) => {
        incoming.resume();
        resolve(incoming.statusCode ?? 0);
      },
    );
    outgoing.on('error', reject);
    outgoing.end('hello');
  });
}

describe('a device with a certificate of its own', () => {
  it('is let in by either thumbprint, SHA-1 or SHA-256', async () => {
    const { sha1, sha256 } = printsOf(own);
    await register('x1', sha256, null);
    await register('x2', '0'.repeat(40), sha1.toLowerCase());
    expect([await send('x1', own), await send('x2', own)]).toEqual([204, 204]);
  });

  it('is kept out with another certificate, with none, and when it is disabled', async () => {
    const { sha256 } = printsOf(own);
    await register('x3', sha256, null);
    await register('x4', sha256, null, { status: 'disabled' });
    await sdk.registry.create({ deviceId: 'sas' });
    expect([await send('x3', await issueAuthority()), await send('x3', undefined), await send('x4', own)]).toEqual([401, 401, 401]);
    expect([await send('sas', own), await send('nobody', own)]).toEqual([401, 401]);
    const { entries } = await askControl(emulator, 'GET', '/journal?device=sas');
    expect(entries.at(-1).note).toBe('the device signs in by sas, not by a certificate of its own');
  });
});
