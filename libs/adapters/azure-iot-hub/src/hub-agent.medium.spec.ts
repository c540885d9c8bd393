/** Real: TLS, sockets, node's HTTP client, the SDK. Not real: the hub, which answers what each test says. */
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

import { describe, expect, it } from '@jest/globals';

import type { DeviceHub } from '#core';

import { HOST, json } from '../test/scripted-hub.js';
import { aConnection, AWAY, codeOf, codesOf, DEVICE, failureOf, GOOD_BULK, NEW, TWIN, useScriptedHub } from '../test/use-scripted-hub.js';

const { server, openHub, openHubs } = useScriptedHub();
const ENOUGH_TO_SEND_MS = 500;
const LOST = ['hub-is-away', 'hub-outcome-unknown'];
const lookAndCreate = (hub: DeviceHub): Promise<string[]> => Promise.all([codeOf(hub.look('d1')), codeOf(hub.create(NEW))]);

describe('the line to a hub', () => {
  it('dials the gateway, while the TLS server name and the Host header stay those of the hub', async () => {
    server().answer(json(200, TWIN));
    await openHub().look('d1');
    expect(server().seen).toMatchObject([{ host: HOST, serverName: HOST }]);
  });

  it('gives up on a call that is not answered in time', async () => {
    server().answer(() => undefined);
    expect(await lookAndCreate(openHub({ timeoutMs: ENOUGH_TO_SEND_MS }))).toEqual(LOST);
  });

  it('gives up on an answer that drips without end', async () => {
    const drips: NodeJS.Timeout[] = [];
    server().answer((response) => {
      response.writeHead(200, { 'Content-Type': 'application/json' });
      drips.push(setInterval(() => response.write(' '), 10));
    });
    expect(await lookAndCreate(openHub({ timeoutMs: ENOUGH_TO_SEND_MS }))).toEqual(LOST);
    drips.forEach(clearInterval);
  });

  it('counts the wait for a free connection, and knows that such a call was never sent', async () => {
    server().answer(() => undefined);
    const hub = openHub({ timeoutMs: ENOUGH_TO_SEND_MS, maxSockets: 1 });
    // The call that is next in line may still get the connection that the first one gives up; the last in line cannot.
    const inLine = [NEW.deviceId, 'd2', 'd3', 'd4', 'd5', 'last'];
    const codes = await inTurns(inLine, (deviceId) => codeOf(hub.create({ ...NEW, deviceId })));
    expect([codes.at(0), codes.at(-1)]).toEqual(['hub-outcome-unknown', 'hub-is-away']);
    expect(server().seen.filter(({ body }) => body.includes('last'))).toEqual([]);
  });

  it('knows that a call on a connection used before was sent', async () => {
    const hub = openHub({ maxSockets: 1 });
    server().answer((response, seen) => (seen.body.includes('d2') ? void response.destroy() : json(200, GOOD_BULK)(response, seen)));
    const ends = await inTurns(['d1', 'd2'], (deviceId) => hub.create({ ...NEW, deviceId }).catch(({ code }: { code: string }) => code));
    expect(ends).toEqual(['created', 'hub-outcome-unknown']);
    expect(server().connections()).toBe(1);
  });

  it('makes no more connections than it may, and keeps them', async () => {
    const waiting: (() => void)[] = [];
    server().answer((response, seen) => {
      waiting.push(() => json(200, TWIN)(response, seen));
      if (waiting.length === 2) waiting.splice(0).forEach((release) => release());
    });
    const hub = openHub({ maxSockets: 2 });
    await Promise.all(Array.from({ length: 20 }, () => hub.look('d1')));
    expect(server().seen).toHaveLength(20);
    expect(server().connections()).toBe(2);
  });

  it('follows no redirect', async () => {
    server().answer((response) => void response.writeHead(307, { Location: `https://localhost:${server().port}/elsewhere` }).end());
    await failureOf(openHub().look('d1'));
    expect(server().seen).toHaveLength(1);
  });
});

describe('a hub that cannot be reached', () => {
  it('is away, and nothing was changed, when nobody listens', async () => {
    const nobody = await listen(() => undefined);
    const port = portOf(nobody);
    await closed(nobody);
    expect(await codesOf(openHub({ gateway: { host: '127.0.0.1', port } }))).toEqual(AWAY);
  });

  it('is away, and nothing was changed, when its certificate is not trusted', async () => {
    expect(await codesOf(openHub({ caPem: null }))).toEqual(AWAY);
    expect(server().seen).toEqual([]);
  });

  it('is away, and nothing was changed, when its certificate is of another host', async () => {
    expect(await codesOf(openHubs().of(aConnection({ hostName: 'fabrikam.azure-devices.net' })))).toEqual(AWAY);
    expect(server().seen).toEqual([]);
  });

  it('is away, and nothing was changed, when the line breaks before it is secure', async () => {
    const rude = await listen((socket) => socket.once('data', () => socket.destroy()));
    expect(await codesOf(openHub({ gateway: { host: '127.0.0.1', port: portOf(rude) } }))).toEqual(AWAY);
    await closed(rude);
  });

  it('is away, and nothing was changed, when the line never becomes secure', async () => {
    const mute = await listen(() => undefined);
    expect(await codesOf(openHub({ timeoutMs: 100, gateway: { host: '127.0.0.1', port: portOf(mute) } }))).toEqual(AWAY);
    await closed(mute);
  });

  it('is away, and nothing was changed, when the line speaks no TLS', async () => {
    const plain = await listen((socket) => socket.end('HTTP/1.1 200 OK\r\n\r\n'));
    expect(await codesOf(openHub({ gateway: { host: '127.0.0.1', port: portOf(plain) } }))).toEqual(AWAY);
    await closed(plain);
  });

  it('is not dialled without a gateway when its name leads to a private address', async () => {
    server().answer(json(200, DEVICE));
    const hub = openHubs({ gateway: null, allowedHosts: ['localhost'] }).of(aConnection({ hostName: 'localhost' }));
    const failure = await failureOf(hub.create({ ...NEW, deviceId: 'd1' }));
    expect(failure.code).toBe('hub-is-away');
    expect(failure.message).toMatch(/^The name localhost leads to (127\.0\.0\.1|::1), which is not a public address/);
  });
});

/** Starts calls in one turn of the event loop after the other, so that they do not go together, and waits for their ends. */
async function inTurns<T>(ids: readonly string[], start: (deviceId: string) => Promise<T>): Promise<T[]> {
  const calls: Promise<T>[] = [];
  for (const deviceId of ids) {
    calls.push(start(deviceId));
    for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate);
  }
  return Promise.all(calls);
}

const sockets = new Map<Server, Socket[]>();
const listen = async (meet: (socket: Socket) => unknown): Promise<Server> => {
  const met: Socket[] = [];
  const listening = createServer((socket) => {
    met.push(socket.on('error', () => undefined));
    meet(socket);
  });
  sockets.set(listening, met);
  await new Promise<void>((done) => listening.listen(0, '127.0.0.1', done));
  return listening;
};
const closed = (listening: Server): Promise<void> =>
  new Promise((done) => {
    listening.close(() => done());
    sockets.get(listening)?.forEach((socket) => socket.destroy());
  });
const portOf = (listening: Server): number => (listening.address() as AddressInfo).port;
