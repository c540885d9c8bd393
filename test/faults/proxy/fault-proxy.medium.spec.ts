/** Real: TCP on loopback. */
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { waitFor } from '../../support/wait-for.js';
import { FaultProxy } from './fault-proxy.js';

describe('a fault proxy', () => {
  let echo: Server;
  let heard: Buffer;
  let proxy: FaultProxy;
  const sockets: Socket[] = [];

  beforeEach(async () => {
    heard = Buffer.alloc(0);
    echo = createServer({ allowHalfOpen: true }, (socket) => {
      sockets.push(socket);
      socket.on('error', () => undefined);
      socket.on('end', () => socket.end());
      socket.on('data', (bytes) => {
        heard = Buffer.concat([heard, bytes]);
        socket.write(bytes);
      });
    });
    await once(echo.listen(0, '127.0.0.1'), 'listening');
    proxy = await FaultProxy.open((echo.address() as AddressInfo).port, () => 0.5);
  });

  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.destroy();
    await proxy.close();
    echo.close();
  });

  /** A client, what it got so far, and how its connection ended. */
  async function call(): Promise<{ socket: Socket; got: () => string; ended: () => string | null }> {
    const socket = connect({ host: '127.0.0.1', port: proxy.port, allowHalfOpen: true });
    sockets.push(socket);
    let got = '';
    let ended: string | null = null;
    socket.on('data', (bytes) => (got += bytes.toString()));
    socket.on('error', (error: NodeJS.ErrnoException) => (ended = error.code ?? 'error'));
    socket.on('end', () => (ended ??= 'end'));
    await once(socket, 'connect');
    return { socket, got: () => got, ended: () => ended };
  }

  const answered = async (client: Awaited<ReturnType<typeof call>>, text: string): Promise<void> => {
    client.socket.write(text);
    await waitFor(`the answer ${text}`, () => client.got().endsWith(text));
  };

  it('lets bytes through, and the end of each side', async () => {
    const client = await call();
    await answered(client, 'hello');
    client.socket.end();
    await waitFor('the end', () => client.ended() === 'end');
  });

  it('carries a megabyte unharmed through latency, jitter and a narrow line', async () => {
    proxy.set({ latencyMs: 1, jitterMs: 2, bytesPerSecond: 20_000_000 });
    const client = await call();
    const text = 'x'.repeat(1_000_000);
    client.socket.write(text);
    await waitFor('everything', () => client.got() === text);
  });

  it('delays what it is told to delay', async () => {
    const client = await call();
    await answered(client, 'quick');
    proxy.set({ latencyMs: 100, jitterMs: 100 });
    const began = performance.now();
    await answered(client, 'slow');
    expect(performance.now() - began).toBeGreaterThanOrEqual(295);
  });

  it('cuts the answer after so many bytes, by a reset', async () => {
    const client = await call();
    await answered(client, 'before');
    proxy.set({ cutAfterBytes: 3 });
    client.socket.write('abcdef');
    await waitFor('the reset', () => client.ended() === 'ECONNRESET');
    expect(heard.toString()).toBe('beforeabcdef');
    expect(client.got()).toBe('beforeabc');
  });

  it('half-closes: the client sees the end and may still write', async () => {
    const client = await call();
    proxy.set({ cutAfterBytes: 2, cutBy: 'half-close' });
    client.socket.write('abc');
    await waitFor('the end', () => client.ended() === 'end');
    expect(client.got()).toBe('ab');
    client.socket.write('def');
    await waitFor('the rest at the server', () => heard.toString() === 'abcdef');
  });

  it('swallows answers, and resets the connection with the gap when it is mended', async () => {
    const client = await call();
    let passed = 0;
    proxy.onBytes = () => passed++;
    proxy.set({ swallows: 'answers' });
    client.socket.write('abc');
    // An answer that is still on its way would not be lost, and leave no gap.
    await waitFor('the request and the answer at the proxy', () => passed === 2);
    expect(heard.toString()).toBe('abc');
    expect(client.got()).toBe('');
    await proxy.mend();
    await waitFor('the reset', () => client.ended() === 'ECONNRESET');
    await answered(await call(), 'again');
  });

  it('holds everything while it is stalled, and loses nothing', async () => {
    const client = await call();
    proxy.set({ stalled: true });
    client.socket.write('late');
    proxy.set({ stalled: true, latencyMs: 1 });
    expect(heard.toString()).toBe('');
    await proxy.mend();
    await waitFor('the answer', () => client.got() === 'late');
  });

  it('resets one connection and leaves its neighbour', async () => {
    const [one, other] = [await call(), await call()];
    await Promise.all([answered(one, 'one'), answered(other, 'other')]);
    proxy.connections[0]!.reset();
    await waitFor('the reset', () => one.ended() === 'ECONNRESET');
    await answered(other, 'still there');
  });

  it('refuses, and takes connections at the same port afterwards', async () => {
    const client = await call();
    await answered(client, 'hello');
    await proxy.refuse();
    await waitFor('the reset', () => client.ended() === 'ECONNRESET');
    await expect(call()).rejects.toThrow('ECONNREFUSED');
    await proxy.mend();
    await answered(await call(), 'back');
  });
});
