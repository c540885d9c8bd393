import { describe, expect, it } from '@jest/globals';
import { Faults, NewFault } from './faults.js';

function faultsWith(...asked: unknown[]): Faults {
  const faults = new Faults();
  for (const one of asked) faults.add(NewFault.parse(one));
  return faults;
}

describe('a fault', () => {
  it('is met as often as ordered, and then no more', () => {
    const faults = faultsWith({ kind: 'reset', times: 2 });
    expect([1, 2, 3].map(() => faults.meet('GET', '/api/x')?.kind)).toEqual(['reset', 'reset', undefined]);
  });

  it('is met only where its path and its method fit', () => {
    const faults = faultsWith({ kind: 'status', path: 'devices$', method: 'GET' });
    expect(faults.meet('GET', '/api/devices')?.status).toBe(500);
    expect(faults.meet('POST', '/api/devices')).toBeUndefined();
    expect(faults.meet('GET', '/api/devices/1')).toBeUndefined();
  });

  it('gives way to the one behind it when it is used up', () => {
    const faults = faultsWith({ kind: 'reset', times: 1 }, { kind: 'status', status: 429 });
    expect([faults.meet('GET', '/'), faults.meet('GET', '/')].map((fault) => fault?.kind)).toEqual(['reset', 'status']);
  });

  it('is refused when its path is no regular expression', () => {
    expect(() => faultsWith({ kind: 'reset', path: '(' })).toThrow(expect.objectContaining({ status: 400 }));
  });
});
