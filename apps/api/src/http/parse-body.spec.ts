import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { InvalidRequest } from '#core';
import { InvalidJson, parseBody } from './parse-body.js';

const Order = z.strictObject({ name: z.string().max(5), 'a/b~c': z.object({ list: z.array(z.int()) }).optional() });
const bytes = (text: string) => Buffer.from(text);

const refusalOf = (body: unknown): InvalidRequest => {
  try {
    parseBody(Order, body);
  } catch (error) {
    if (error instanceof InvalidRequest) return error;
  }
  throw new Error('It was not refused.');
};

describe('the body of a request', () => {
  it('is read by its schema', () => expect(parseBody(Order, bytes('{"name":"pump"}'))).toEqual({ name: 'pump' }));

  it('is an empty object when there are no bytes', () => {
    const Nothing = z.strictObject({ size: z.int().default(7) });
    for (const body of [undefined, null, bytes(''), {}]) expect(parseBody(Nothing, body)).toEqual({ size: 7 });
  });

  it.each([['{'], ['{"name":"canary"} canary'], ['﻿canary'], ["{'name': 1}"], ['NaN'], ['undefined']])('is refused when it is not JSON: %s', (text) => {
    expect(() => parseBody(Order, bytes(text))).toThrow(InvalidJson);
    expect(() => parseBody(Order, bytes(text))).not.toThrow(/canary/);
  });

  it('is refused when it is not UTF-8', () => expect(() => parseBody(Order, Buffer.from([0x22, 0xff, 0x22]))).toThrow(InvalidJson));

  it('names every flaw by a JSON pointer, escaped', () => {
    const { facts, message } = refusalOf(bytes('{"name":"too long","a/b~c":{"list":[1,"x"]}}'));
    expect(facts.errors!.map(({ pointer }) => pointer)).toEqual(['#/name', '#/a~1b~0c/list/1']);
    expect(message).toMatch(/^name: .+; a\/b~c\.list\.1: .+$/);
  });

  it('quotes a property that does not belong there only when it looks like a name', () => {
    expect(refusalOf(bytes('{"name":"a","colour":1}')).facts.errors).toEqual([{ pointer: '#', detail: 'has no property colour' }]);
    for (const key of ['SharedAccessKey=canary', 'lst_canary'.repeat(5), 'q83vcanary+/=', 'x'.repeat(31), '']) {
      const { facts, message } = refusalOf(bytes(JSON.stringify({ name: 'a', [key]: 1 })));
      expect([facts.errors, message]).toEqual([[{ pointer: '#', detail: 'has a property that is not known here' }], 'body: has a property that is not known here']);
    }
  });

  it('lets nothing through by the name of a prototype', () => {
    expect(parseBody(z.object({ name: z.string() }), bytes('{"name":"a","__proto__":{"isAdmin":true}}'))).toEqual({ name: 'a' });
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  });
});
