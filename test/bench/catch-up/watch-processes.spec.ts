import { describe, expect, it } from '@jest/globals';
import { memoryIn, readMemory, readWork } from './watch-processes.js';

describe('what Linux says of a process', () => {
  it('is the memory in use, in bytes', () => {
    expect(readMemory('Name:\tnode\nVmHWM:\t  99999 kB\nVmRSS:\t   81920 kB\nThreads:\t11\n')).toBe(81_920 * 1024);
  });

  it('is no memory when the process has ended: that is an error, not nothing', () => {
    expect(() => readMemory('Name:\tnode\nState:\tZ (zombie)\n')).toThrow(/no VmRSS/);
  });

  it('is the time it worked for itself and in the kernel, whatever its name', () => {
    expect(readWork('4711 (node (a) b) S 1 2 3 4 5 6 7 8 9 10 250 50 7 7 20 0 11 0 1234')).toBe(3);
  });
});

describe('memory over time', () => {
  it('is the most there was, and the middle of the later half', () => {
    expect(memoryIn([10, 90, 50, 60, 70])).toEqual({ peak: 90, steady: 60 });
  });

  it('is not known without a look', () => {
    expect(memoryIn([])).toEqual({ peak: NaN, steady: NaN });
  });
});
