import { describe, expect, it } from '@jest/globals';
import { progressLine, showProgress } from './show-progress.js';

describe('progress', () => {
  it.each([
    [0, 100, 10, '0 of 100 (0 %), 0/s, time left unknown'],
    [25, 100, 5_000, '25 of 100 (25 %), 5/s, 15 s left'],
    [999, 1_000, 1_000, '999 of 1000 (99 %), 999/s, 1 s left'],
    [100, 100, 2_000, '100 of 100 (100 %), 50/s, done'],
    [120, 100, 2_000, '120 of 120 (100 %), 60/s, done'],
    [0, 0, 0, '0 of 0 (100 %), 0/s, done'],
  ])('%i of %i after %i ms reads "%s"', (done, total, afterMs, line) => expect(progressLine(done, total, afterMs)).toBe(line));

  it('is one line that is written over on a terminal, and a line now and then elsewhere', () => {
    let at = 0;
    const shown = (isTTY: boolean): string => {
      let written = '';
      at = 0;
      const tell = showProgress(10, { isTTY, write: (text) => (written += text) }, () => at);
      for (let done = 1; done <= 10; done++) {
        at += 1_000;
        tell(done);
      }
      return written;
    };
    expect(shown(true).split('\r')).toHaveLength(11);
    expect(shown(true)).toMatch(/10 of 10 \(100 %\).*\n$/);
    expect(shown(false)).toBe('5 of 10 (50 %), 1/s, 5 s left\n10 of 10 (100 %), 1/s, done\n');
  });
});
