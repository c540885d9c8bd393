import { inspect, format } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { Secret } from './secret.js';

const CANARY = 'canary-5d1f';
const secret = new Secret(CANARY);

/** Throws an error of which the secret is the cause, and prints it as a program that dies would. */
function printedAsCause(): string {
  const error = new Error('It did not work.', { cause: { secret, list: [secret] } });
  return inspect(error, { depth: 9 });
}

describe('a secret', () => {
  it.each<{ how: string; printed: string }>([
    { how: 'in a template', printed: `${String(secret)} ${`${secret as unknown as string}`}` },
    { how: 'added to a text', printed: 'key: ' + (secret as unknown as string) },
    { how: 'as text', printed: String(secret) },
    { how: 'as JSON', printed: JSON.stringify(secret) },
    { how: 'deep in JSON', printed: JSON.stringify({ credentials: [{ key: secret }] }) },
    { how: 'inspected', printed: inspect(secret) },
    { how: 'inspected deep down', printed: inspect({ a: { b: new Map([['key', secret]]) } }, { depth: 9 }) },
    { how: 'formatted', printed: format('%s %o %O %j', secret, secret, secret, secret) },
    { how: 'joined', printed: [secret, secret].join(';') },
    { how: 'in the cause of an error', printed: printedAsCause() },
    { how: 'in the message of an error', printed: String(new Error(`No: ${String(secret)}`)) },
  ])('prints [secret] $how', ({ printed }) => {
    expect(printed).toContain('[secret]');
    expect(printed).not.toContain(CANARY);
  });

  it.each<{ how: string; copy: unknown }>([
    { how: 'spread into an object', copy: { ...secret } },
    { how: 'assigned to an object', copy: Object.assign({}, secret) },
    { how: 'cloned', copy: structuredClone(secret) },
    { how: 'taken apart', copy: Object.entries(secret) },
    { how: 'inspected without its own form', copy: inspect(secret, { customInspect: false, showHidden: true }) },
  ])('leaves nothing of itself when it is $how', ({ copy }) => {
    expect(inspect(copy, { showHidden: true })).not.toContain(CANARY);
    expect(JSON.stringify(copy)).not.toContain(CANARY);
  });

  it('opens for those who ask for it', () => {
    expect(secret.reveal()).toBe(CANARY);
    expect(new Secret({ a: 1 }).reveal()).toEqual({ a: 1 });
  });
});
