// Real here: HTTPS with a certificate of the device's own.
import { X509Certificate } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { startHubEmulator, type RunningHubEmulator } from './index.js';
import { askControl } from './test/ask.js';
import { connectDevice } from './test/connect-device.js';
import { connectSdk, type Sdk } from './test/connect-sdk.js';
import { issueCertificate } from './test/issue-certificate.js';
import { sendRaw, VERSION, type Wire } from './test/send-raw.js';
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
    expect(entries.at(-1).note).toBe('the device signs in by sas, not by a certificate');
  });
});

describe('a device with a certificate of an authority', () => {
  const AUTHORITIES = '/hubs/lockstep.azure-devices.net/device-authorities';
  const byAuthority = (deviceId: string) => sdk.registry.create({ deviceId, authentication: { type: 'certificateAuthority' } } as Wire);
  const trust = ({ certPem }: KeyPair) => askControl(emulator, 'POST', AUTHORITIES, certPem);
  const notes = async (deviceId: string) => (await askControl(emulator, 'GET', `/journal?device=${deviceId}`)).entries.map(({ note }: Wire) => note);

  it('signs in when the authority is registered and the common name is its id', async () => {
    const root = await issueCertificate({ name: 'Maker', signs: true });
    await byAuthority('ca1');
    const leaf = await issueCertificate({ name: 'ca1', by: root });
    expect(await send('ca1', leaf)).toBe(401);
    expect(await trust(root)).toMatchObject({ authorities: expect.arrayContaining([expect.objectContaining({ subject: 'CN=Maker' })]) });
    expect(await send('ca1', leaf)).toBe(204);
    expect(await send('ca1', await issueCertificate({ name: 'ca2', by: root }))).toBe(401);
    expect(await notes('ca1')).toContain('the common name of the certificate is not the device id');
    await askControl(emulator, 'DELETE', AUTHORITIES);
    expect(await send('ca1', leaf)).toBe(401);
  });

  it('may show what stands between it and the authority, as the client of devices does, on resumed connections too', async () => {
    const root = await issueCertificate({ name: 'Root', signs: true });
    const between = await issueCertificate({ name: 'Factory', by: root, signs: true });
    const leaf = await issueCertificate({ name: 'ca3,#1', by: between });
    await trust(root);
    await byAuthority('ca3,#1');
    const pair = { certPem: leaf.certPem + between.certPem, keyPem: leaf.keyPem };
    const device = await connectDevice(emulator, 'HostName=lockstep.azure-devices.net;DeviceId=ca3,#1;x509=true', { pair, keepAlive: false });
    expect([await device.send('one'), await device.send('two'), await device.send('three')]).toEqual([204, 204, 204]);
    await device.close();
  });

  it('is kept out by a chain that breaks, has run out, or goes through one that may not sign; and when it is disabled', async () => {
    const root = await issueCertificate({ name: 'Root', signs: true });
    await trust(root);
    await byAuthority('ca4');
    const impostor = await issueCertificate({ name: 'Root', signs: true });
    const noSigner = await issueCertificate({ name: 'Other device', by: root });
    const wrong = [
      await issueCertificate({ name: 'ca4', by: impostor }),
      await issueCertificate({ name: 'ca4' }),
      await issueCertificate({ name: 'ca4', by: root, until: new Date(Date.now() - 60_000) }),
    ];
    const through = await issueCertificate({ name: 'ca4', by: noSigner });
    wrong.push({ ...through, certPem: through.certPem + noSigner.certPem });
    for (const pair of wrong) expect(await send('ca4', pair)).toBe(401);
    const good = await issueCertificate({ name: 'ca4', by: root });
    expect(await send('ca4', good)).toBe(204);
    await sdk.registry.update({ deviceId: 'ca4', status: 'disabled', authentication: { type: 'certificateAuthority' } } as Wire);
    expect(await send('ca4', good)).toBe(401);
  });

  it('is told at the control API what is no authority', async () => {
    const path = `/emulator${AUTHORITIES}`;
    const leaf = await issueCertificate({ name: 'leaf' });
    const answers = [await sendRaw(emulator, { method: 'POST', path, body: leaf.certPem }), await sendRaw(emulator, { method: 'POST', path, body: 'nothing' })];
    expect(answers.map(({ status, json }) => [status, json.error])).toEqual([
      [400, 'CN=leaf is no certificate authority: it may not sign certificates'],
      [400, 'There is no certificate (PEM) in it'],
    ]);
  });

  it('may sign in after a restart, and where the authority was named at the start', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'hub-authorities-spec-'));
    const root = await issueCertificate({ name: 'Root', signs: true });
    const file = join(folder, 'root.pem');
    await writeFile(file, root.certPem);
    const options = { port: 0, dataFolder: join(folder, 'data') };
    await (await startHubEmulator({ ...options, deviceAuthorityFiles: [file] })).stop();
    const again = await startHubEmulator(options);
    expect((await askControl(again, 'GET', AUTHORITIES)).authorities).toMatchObject([{ subject: 'CN=Root' }]);
    await again.stop();
    await rm(folder, { recursive: true, force: true });
  });
});
