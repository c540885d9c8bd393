// Real: sockets, HTTP and undici, against a server of this test. Not real: Mender; the server speaks its documented shapes.
import type { ServerResponse } from 'node:http';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FleetIsAway, FleetRefusesCredentials, Secret } from '#core';
import { DEVICE, failureOf, json, ScriptedMender, StillClock, TOKEN } from '../test/scripted-mender.js';
import { MenderFleet } from './index.js';

let mender: ScriptedMender;
let fleet: MenderFleet;

beforeEach(async () => {
  mender = await ScriptedMender.start();
  fleet = new MenderFleet(new StillClock(), { patienceMs: 500, deadlineMs: 30_000 });
});

afterEach(async () => {
  await fleet.close();
  await mender.stop();
});

describe('a Mender that does not answer', () => {
  it('is away when nobody listens', async () => {
    const gone = mender.connection();
    await mender.stop();
    const failure = await failureOf(fleet.look(gone, DEVICE));
    expect(failure).toBeInstanceOf(FleetIsAway);
    expect(failure.cause).toMatchObject({ code: 'ECONNREFUSED' });
  });

  it.each<[string, (response: ServerResponse) => void, RegExp]>([
    ['sends no headers in time', () => undefined, /UND_ERR_HEADERS_TIMEOUT/],
    ['stops within its answer', (response) => response.writeHead(200, { 'content-length': '100' }).write('{"id":'), /UND_ERR_BODY_TIMEOUT/],
    ['cuts the connection before its answer', (response) => response.socket!.destroy(), /UND_ERR_SOCKET/],
    ['answers with more than any answer needs', (response) => void response.end(Buffer.alloc(5 * 1024 * 1024, 32)), /UND_ERR_RES_EXCEEDED_MAX_SIZE/],
    ['speaks another protocol', (response) => void response.socket!.end('SSH-2.0-OpenSSH_9.9\r\n'), /HTTPParserError/],
  ])('is away when it %s', async (_, behave, cause) => {
    mender.respond = behave;
    const failure = await failureOf(fleet.look(mender.connection(), DEVICE));
    expect(failure).toBeInstanceOf(FleetIsAway);
    expect(JSON.stringify(failure.cause)).toMatch(cause);
  });

  it('is away when its answer only trickles in', async () => {
    mender.respond = (response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write(' '), 50);
      response.once('close', () => clearInterval(timer));
    };
    const hasty = new MenderFleet(new StillClock(), { patienceMs: 10_000, deadlineMs: 300 });
    try {
      const failure = await failureOf(hasty.look(mender.connection(), DEVICE));
      expect(failure).toBeInstanceOf(FleetIsAway);
      expect(failure.cause).toMatchObject({ name: 'TimeoutError' });
    } finally {
      await hasty.close();
    }
  });

  it('is away when it is reached for after the close', async () => {
    await fleet.close();
    await fleet.close();
    expect(await failureOf(fleet.look(mender.connection(), DEVICE))).toBeInstanceOf(FleetIsAway);
    expect(mender.seen).toEqual([]);
  });

  it('lets a close wait for what is under way', async () => {
    const arrived = new Promise<ServerResponse>((resolve) => (mender.respond = resolve));
    const look = fleet.look(mender.connection(), DEVICE);
    const response = await arrived;
    const closed = fleet.close();
    json(response, 200, { id: DEVICE, status: 'rejected' });
    expect(await look).toBe('rejected');
    await closed;
  });
});

describe('what is not sent at all', () => {
  it.each(['', 'mender.example', 'ftp://mender.example', 'file:///etc/passwd', 'http://'])('goes to the URL "%s"', async (url) => {
    const failure = await failureOf(fleet.look(mender.connection({ url }), DEVICE));
    expect(failure).toBeInstanceOf(FleetIsAway);
    expect(failure.message).toContain('not an http or https address');
  });

  it.each(['', 'with\nline break', 'with blank', 'wíth accent'])('carries the token %j', async (token) => {
    const failure = await failureOf(fleet.look(mender.connection({ token: new Secret(token) }), DEVICE));
    expect(failure).toBeInstanceOf(FleetRefusesCredentials);
    expect(mender.seen).toEqual([]);
  });
});

describe('the words of a failure', () => {
  it.each<[string, (response: ServerResponse) => void]>([
    ['401', (response) => json(response, 401, { error: `token ${TOKEN}` })],
    ['400', (response) => json(response, 400, { error: 'value of a is very-secret-value' })],
    ['500', (response) => json(response, 500, { error: `very-secret-value ${TOKEN}` })],
    ['a cut body', (response) => void response.writeHead(200).end('{"configured":{"a":"very-secret-value"')],
    ['a silence', (response) => response.socket!.destroy()],
    ['no HTTP', (response) => void response.socket!.end('very-secret-value\r\n')],
  ])('tell the device and the server, and neither the token nor a value, after %s', async (_, behave) => {
    mender.respond = behave;
    const { host } = new URL(mender.url);
    const values = new Secret({ a: 'very-secret-value' });
    const runs = [fleet.look(mender.connection(), DEVICE), fleet.readConfiguration(mender.connection(), DEVICE), fleet.writeConfiguration(mender.connection(), DEVICE, values)];
    for (const failure of await Promise.all(runs.map(failureOf))) {
      expect(failure.message).toContain(`device ${DEVICE}`);
      expect(failure.message).toContain(host);
      expect(inspect(failure, { depth: null, showHidden: true })).not.toMatch(/very-secret/);
    }
  });
});
