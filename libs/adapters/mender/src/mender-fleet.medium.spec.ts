// Real: sockets, HTTP and undici, against a server of this test. Not real: Mender; the server speaks its documented shapes.
import type { ServerResponse } from 'node:http';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FleetIsAway, FleetIsBusy, FleetRefusesConfiguration, FleetRefusesCredentials, Secret, type CallNote } from '#core';
import { DEPLOYMENT, DEVICE, failureOf, json, ScriptedMender, StillClock, TOKEN } from '../test/scripted-mender.js';
import { MenderFleet } from './index.js';

let mender: ScriptedMender;
let fleet: MenderFleet;

beforeEach(async () => {
  mender = await ScriptedMender.start();
  fleet = new MenderFleet(new StillClock());
});

afterEach(async () => {
  await fleet.close();
  await mender.stop();
});

describe('what Mender is sent', () => {
  it('is one GET with the token for a look', async () => {
    mender.respond = (response) => json(response, 200, { id: DEVICE, status: 'accepted', decommissioning: false });
    expect(await fleet.look(mender.connection(), DEVICE)).toBe('accepted');
    expect(mender.seen).toHaveLength(1);
    expect(mender.seen[0]).toMatchObject({ method: 'GET', url: `/api/management/v2/devauth/devices/${DEVICE}`, body: '' });
    expect(mender.seen[0]!.headers.authorization).toBe(`Bearer ${TOKEN}`);
  });

  it('is below the path of the URL, however it ends', async () => {
    mender.respond = (response) => json(response, 200, { id: DEVICE, status: 'accepted' });
    for (const end of ['', '/', '/mender', '/mender/']) await fleet.look(mender.connection({ url: mender.url + end }), DEVICE);
    const path = `/api/management/v2/devauth/devices/${DEVICE}`;
    expect(mender.seen.map(({ url }) => url)).toEqual([path, path, `/mender${path}`, `/mender${path}`]);
  });

  it('keeps a device id within its own part of the path', async () => {
    mender.respond = (response) => json(response, 404, { error: 'device not found' });
    await fleet.look(mender.connection(), 'a?b#c%2fd');
    expect(mender.seen[0]!.url).toBe('/api/management/v2/devauth/devices/a%3Fb%23c%252fd');
  });

  it('is the whole configuration, as JSON', async () => {
    mender.respond = (response) => response.writeHead(204).end();
    const values = { azureConnectionString: 'HostName=h;DeviceId=d;SharedAccessKey=ä', timezone: 'UTC' };
    await fleet.writeConfiguration(mender.connection(), DEVICE, new Secret(values));
    expect(mender.seen[0]).toMatchObject({ method: 'PUT', url: `/api/management/v1/deviceconfig/configurations/device/${DEVICE}` });
    expect(mender.seen[0]!.headers['content-type']).toBe('application/json');
    expect(JSON.parse(mender.seen[0]!.body)).toEqual(values);
  });

  it('is a POST for a deployment, answered with its id', async () => {
    mender.respond = (response) => json(response, 200, { deployment_id: DEPLOYMENT });
    expect(await fleet.deployConfiguration(mender.connection(), DEVICE)).toBe(DEPLOYMENT);
    expect(mender.seen[0]).toMatchObject({
      method: 'POST',
      url: `/api/management/v1/deviceconfig/configurations/device/${DEVICE}/deploy`,
      body: '{"retries":0}',
    });
  });

  it('is noted with the status, the time and the id by which Mender knows the request', async () => {
    const calls: CallNote[] = [];
    const note = (call: CallNote) => calls.push(call);
    mender.respond = (response) => json(response, 200, { id: DEVICE, status: 'accepted', deployment_id: DEPLOYMENT }, { 'x-men-requestid': `request-${mender.seen.length}` });
    await fleet.look(mender.connection(), DEVICE, note);
    await fleet.readConfiguration(mender.connection(), DEVICE, note);
    await fleet.deployConfiguration(mender.connection(), DEVICE, note);
    mender.respond = (response) => json(response, 400, { error: 'invalid request body' }, { 'x-men-requestid': 'not an id' });
    await failureOf(fleet.writeConfiguration(mender.connection(), DEVICE, new Secret({}), note));
    mender.respond = (response) => response.destroy();
    await failureOf(fleet.look(mender.connection(), DEVICE, note));
    expect(calls).toEqual(
      ([['look', 200, 'request-1'], ['read-configuration', 200, 'request-2'], ['deploy-configuration', 200, 'request-3'], ['write-configuration', 400, null], ['look', null, null]] as const)
        .map(([operation, status, requestId]) => ({ system: 'fleet', operation, status, requestId, ms: expect.any(Number) })),
    );
    expect(calls.every(({ ms }) => Number.isInteger(ms))).toBe(true);
  });

  it('uses connections again, after failed requests too', async () => {
    mender.respond = (response) => (mender.seen.length % 2 ? json(response, 503, { error: 'away' }) : json(response, 404, { error: 'device not found' }));
    for (let round = 0; round < 30; round += 1) await fleet.look(mender.connection(), DEVICE).catch(() => undefined);
    expect(mender.seen).toHaveLength(30);
    // Two, not one: the pool takes another one while the first is still being put back.
    expect(mender.sockets.size).toBeLessThanOrEqual(2);
  });

  it('comes over at most sixteen connections at a time', async () => {
    const held: ServerResponse[] = [];
    mender.respond = (response) => {
      held.push(response);
      // The last ones are held only until all sixteen are taken; a seventeenth would have come in by then.
      if (held.length >= 16) for (const one of held.splice(0)) json(one, 200, { id: DEVICE, status: 'accepted' });
    };
    await Promise.all(Array.from({ length: 48 }, () => fleet.look(mender.connection(), DEVICE)));
    expect(mender.seen).toHaveLength(48);
    expect(mender.sockets.size).toBe(16);
  });
});

describe('what Mender answers', () => {
  it('is an absence when Mender itself says that there is no such device', async () => {
    mender.respond = (response) => json(response, 404, { error: 'device not found', request_id: 'r' });
    expect(await fleet.look(mender.connection(), DEVICE)).toBe('decommissioned');
    expect(await fleet.readConfiguration(mender.connection(), DEVICE)).toBeNull();
  });

  it('is a failed look when a proxy answers 404 in its place', async () => {
    mender.respond = (response) => response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>404 Not Found</h1>');
    for (const run of [fleet.look(mender.connection(), DEVICE), fleet.readConfiguration(mender.connection(), DEVICE)]) {
      expect(await failureOf(run)).toBeInstanceOf(FleetIsAway);
    }
  });

  it('is a configuration whose values stay hidden', async () => {
    mender.respond = (response) => json(response, 200, { id: DEVICE, configured: { a: 'very-secret' }, reported: { a: 'very-secret' }, deployment_id: DEPLOYMENT });
    const found = await fleet.readConfiguration(mender.connection(), DEVICE);
    expect(found?.configured.reveal()).toEqual({ a: 'very-secret' });
    expect(found?.reported.reveal()).toEqual({ a: 'very-secret' });
    expect(found?.deploymentId).toBe(DEPLOYMENT);
    expect(`${inspect(found)} ${JSON.stringify(found)}`).not.toContain('very-secret');
  });

  it('means no deployment when the device has no configuration', async () => {
    mender.respond = (response) => json(response, 404, { error: 'device not found' });
    const failure = await failureOf(fleet.deployConfiguration(mender.connection(), DEVICE));
    expect(failure).toBeInstanceOf(FleetIsAway);
    expect(failure.message).toContain('has no configuration');
  });

  it('means no deployment when its id is nil', async () => {
    mender.respond = (response) => json(response, 200, { deployment_id: '00000000-0000-0000-0000-000000000000' });
    expect(await failureOf(fleet.deployConfiguration(mender.connection(), DEVICE))).toBeInstanceOf(FleetIsAway);
  });

  it('does not count as written when it is a page that says 200', async () => {
    mender.respond = (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Sign in</h1>');
    expect(await failureOf(fleet.writeConfiguration(mender.connection(), DEVICE, new Secret({})))).toBeInstanceOf(FleetIsAway);
  });

  it('may be a refusal of the token, or of the configuration', async () => {
    mender.respond = (response) => json(response, 401, { error: 'unauthorized' });
    expect(await failureOf(fleet.look(mender.connection(), DEVICE))).toBeInstanceOf(FleetRefusesCredentials);
    mender.respond = (response) => json(response, 400, { error: 'invalid request body: value of a' });
    expect(await failureOf(fleet.writeConfiguration(mender.connection(), DEVICE, new Secret({ a: 'b' })))).toBeInstanceOf(FleetRefusesConfiguration);
  });

  it.each([
    ['in seconds', '3', 3_000],
    ['as a date', 'Sun, 01 Mar 2026 10:00:20 GMT', 20_000],
  ])('says %s how long to leave it alone', async (_, header, ms) => {
    mender.respond = (response) => json(response, 429, { error: 'too many requests' }, { 'retry-after': header });
    const failure = await failureOf(fleet.look(mender.connection(), DEVICE));
    expect(failure).toBeInstanceOf(FleetIsBusy);
    expect(failure.retry).toEqual({ kind: 'after', ms });
  });

  it('is not followed to another server, which so never sees the token', async () => {
    const other = await ScriptedMender.start();
    mender.respond = (response) => void response.writeHead(307, { location: other.url }).end();
    try {
      expect((await failureOf(fleet.look(mender.connection(), DEVICE))).message).toContain('redirect');
      expect(other.seen).toEqual([]);
    } finally {
      await other.stop();
    }
  });
});
