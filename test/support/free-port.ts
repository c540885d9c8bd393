import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Systems give their own choices, for port 0 and for calls that go out, from 32768 on: between our look and the server's start nobody takes one below. */
const LOWEST = 15_000;
const HIGHEST = 32_000;
const TRIES = 100;

/** A port on loopback that was free a moment ago, and that the system gives to nobody who did not ask for it by number. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < TRIES; tries++) {
    const port = randomInt(LOWEST, HIGHEST);
    if (await isFree(port)) return port;
  }
  throw new Error(`None of ${TRIES} ports between ${LOWEST} and ${HIGHEST} was free.`);
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  const isFree = await new Promise<boolean>((done) => server.once('error', () => done(false)).listen(port, '127.0.0.1', () => done(true)));
  if (isFree) await new Promise((done) => server.close(done));
  return isFree;
}
