// Real: the use cases. Not real: where connections are kept, and the rules of hosts.
import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import {
  Connections,
  HostNotAllowed,
  HubAlreadyConnected,
  InvalidConnectionString,
  InvalidRequest,
  Secret,
  type EventSource,
  type EventSourceKind,
  type FleetConnection,
  type HubConnection,
  type HubCredentials,
} from '#core';
import { aFleetConnection, aHubConnection } from '../../../test/support/builders.js';
import { AddEventSource } from './add-event-source.js';
import { ConnectFleet } from './connect-fleet.js';
import { ConnectHub, readHubTarget } from './connect-hub.js';

/** Keeps what it is given; the tenant `taken` has a hub already. */
class FakeConnections extends Connections {
  readonly kept: unknown[] = [];

  override async addHub(tenantId: string, hostName: string, credentials: HubCredentials): Promise<HubConnection> {
    if (tenantId === 'taken') throw new HubAlreadyConnected('There is one already.');
    return this.#keep(aHubConnection({ tenantId, hostName, credentials }));
  }

  override async putFleet(tenantId: string, url: string, token: Secret): Promise<FleetConnection> {
    return this.#keep(aFleetConnection({ tenantId, url, token }));
  }

  override async addEventSource(tenantId: string, kind: EventSourceKind, secret: Secret): Promise<EventSource> {
    return this.#keep({ id: 'source-1', tenantId, kind, secrets: [secret] });
  }

  override findHub = async (): Promise<null> => null;
  override findWithHub = async (): Promise<{ device: null; hub: null }> => ({ device: null, hub: null });
  override removeFleet = async (): Promise<boolean> => false;
  override findFleet = async (): Promise<null> => null;
  override findEventSource = async (): Promise<null> => null;
  override listEventSources = async (): Promise<[]> => [];

  #keep<T>(connection: T): T {
    this.kept.push(connection);
    return connection;
  }
}

const KEY = 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=';
const OTHER_KEY = 'AAAAEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=';
const hubString = (host = 'hub.azure-devices.net', key = KEY): Secret => new Secret(`HostName=${host};SharedAccessKeyName=lockstep;SharedAccessKey=${key}`);

describe('connecting a hub', () => {
  const open = () => {
    const connections = new FakeConnections();
    const asked: string[] = [];
    const check = (hostName: string): void => {
      asked.push(hostName);
      if (!hostName.endsWith('.azure-devices.net')) throw new HostNotAllowed(`${hostName} is not allowed.`);
    };
    return { connections, asked, connect: new ConnectHub(connections, { check }) };
  };

  it('keeps host, policy and key', async () => {
    const { connections, connect } = open();
    const { hostName, credentials } = await connect.run('default', hubString('Hub.azure-devices.net'));
    expect([hostName, credentials.kind === 'shared-access-policy' && [credentials.policyName, credentials.key.reveal()]]).toEqual(['hub.azure-devices.net', ['lockstep', KEY]]);
    expect(inspect(connections.kept, { depth: 9 })).not.toContain(KEY);
  });

  it('keeps both keys of a policy', async () => {
    const { connections, connect } = open();
    const { credentials } = await connect.run('default', readHubTarget(hubString(), hubString('hub.azure-devices.net', OTHER_KEY)));
    expect(credentials.kind === 'shared-access-policy' && [credentials.key.reveal(), credentials.secondKey?.reveal()]).toEqual([KEY, OTHER_KEY]);
    expect(inspect(connections.kept, { depth: 9 })).not.toContain(OTHER_KEY);
  });

  it.each([
    ['of another hub', hubString('other.azure-devices.net', OTHER_KEY)],
    ['of another policy', new Secret(hubString('hub.azure-devices.net', OTHER_KEY).reveal().replace('lockstep', 'service'))],
    ['with the same key', hubString()],
    ['that is none', new Secret('hello')],
  ])('refuses a second connection string %s', (_, second) => {
    expect(() => readHubTarget(hubString(), second)).toThrow(InvalidConnectionString);
  });

  it('asks whether the host may be connected, in its plain form, before anything is kept', async () => {
    const { connections, asked, connect } = open();
    await expect(connect.run('default', hubString('EVIL.example.'))).rejects.toThrow(HostNotAllowed);
    expect([asked, connections.kept]).toEqual([['evil.example'], []]);
  });

  it('refuses what is not a connection string', async () => {
    const { connections, connect } = open();
    await expect(connect.run('default', new Secret('hello'))).rejects.toThrow(InvalidConnectionString);
    expect(connections.kept).toEqual([]);
  });

  it('says so when there is a hub already', async () => {
    await expect(open().connect.run('taken', hubString())).rejects.toThrow(HubAlreadyConnected);
  });
});

describe('connecting a fleet', () => {
  const open = () => {
    const connections = new FakeConnections();
    return { connections, connect: new ConnectFleet(connections, (url) => url.includes('169.254.')) };
  };
  const token = new Secret('a-good-token');

  it.each([
    { url: 'https://hosted.mender.io', kept: 'https://hosted.mender.io' },
    { url: 'https://hosted.mender.io/', kept: 'https://hosted.mender.io' },
    { url: 'https://Fleet.Example:8443/mender//', kept: 'https://fleet.example:8443/mender' },
    { url: 'http://127.0.0.1:8081', kept: 'http://127.0.0.1:8081' },
  ])('keeps $url as $kept', async ({ url, kept }) => {
    expect((await open().connect.run('default', url, token)).url).toBe(kept);
  });

  it.each(['', 'hosted.mender.io', 'ftp://a', 'file:///etc/passwd', 'https://', 'https://user@a', 'https://user:word@a', 'https://a?b=c', 'https://a/#b', 'javascript:1'])(
    'refuses the address %p',
    async (url) => {
      const { connections, connect } = open();
      await expect(connect.run('default', url, token)).rejects.toThrow(InvalidRequest);
      expect(connections.kept).toEqual([]);
    },
  );

  it.each(['', 'short', 'with a blank', 'with\r\na-break', 'with-ünicode', 'x'.repeat(8193)])('refuses the token %p and does not repeat it', async (text) => {
    const error = await open().connect.run('default', 'https://a', new Secret(text)).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(InvalidRequest);
    if (text.length > 5) expect(inspect(error)).not.toContain(text);
  });
});

describe('adding an event source', () => {
  const open = () => {
    const connections = new FakeConnections();
    return { connections, add: new AddEventSource(connections, (kind) => new Secret(`made for ${kind}`)) };
  };

  it('makes a secret where none is given', async () => {
    const { secrets } = await open().add.run('default', 'mender', null);
    expect(secrets.map((secret) => secret.reveal())).toEqual(['made for mender']);
  });

  it.each<{ kind: EventSourceKind; secret: string }>([
    { kind: 'mender', secret: '0123456789abcdefABCDEF0123456789' },
    { kind: 'mender', secret: 'a'.repeat(1024) },
    { kind: 'standard-webhooks', secret: `whsec_${Buffer.alloc(16, 1).toString('base64')}` },
    { kind: 'standard-webhooks', secret: `whsec_${Buffer.alloc(64, 1).toString('base64')}` },
  ])('takes a secret in the form of $kind', async ({ kind, secret }) => {
    expect((await open().add.run('default', kind, new Secret(secret))).secrets[0]?.reveal()).toBe(secret);
  });

  it.each<{ kind: EventSourceKind; secret: string }>([
    { kind: 'mender', secret: '' },
    { kind: 'mender', secret: 'a'.repeat(31) },
    { kind: 'mender', secret: 'a'.repeat(33) },
    { kind: 'mender', secret: 'g'.repeat(32) },
    { kind: 'mender', secret: 'a'.repeat(1026) },
    { kind: 'mender', secret: `${'a'.repeat(32)}\n` },
    { kind: 'standard-webhooks', secret: 'a'.repeat(64) },
    { kind: 'standard-webhooks', secret: 'whsec_' },
    { kind: 'standard-webhooks', secret: `whsec_${Buffer.alloc(15, 1).toString('base64')}` },
    { kind: 'standard-webhooks', secret: `whsec_${'_'.repeat(24)}` },
  ])('refuses "$secret" for $kind and does not repeat it', async ({ kind, secret }) => {
    const { connections, add } = open();
    const error = await add.run('default', kind, new Secret(secret)).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(InvalidRequest);
    expect(String(error)).toContain(kind === 'mender' ? 'hexadecimal' : 'whsec_');
    expect(connections.kept).toEqual([]);
    if (secret.length > 6) expect(inspect(error)).not.toContain(secret);
  });
});
