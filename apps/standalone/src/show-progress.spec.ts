import { describe, expect, it } from '@jest/globals';
import { Progress } from './show-progress.js';

/** A stream that keeps what is written. */
function paper(isTTY: boolean): { out: NodeJS.WriteStream; written: () => string } {
  let text = '';
  return { out: { isTTY, write: (more: string) => ((text += more), true) } as unknown as NodeJS.WriteStream, written: () => text };
}

describe('the progress of a start', () => {
  it('is one line a stage where nobody watches, and none for a stage that goes on', () => {
    const { out, written } = paper(false);
    const progress = new Progress(out);
    progress.stage('One');
    progress.stage('One');
    progress.stage('Two');
    progress.say('By the way.');
    progress.end();
    expect(written()).toBe('One…\nTwo…\nBy the way.\n');
  });

  it('is one line that is written over on a terminal, and gone at the end', () => {
    const { out, written } = paper(true);
    const progress = new Progress(out);
    progress.stage('One');
    progress.stage('Two');
    progress.end();
    expect(written()).toBe('\r\u001b[KOne… 0 s\r\u001b[KTwo… 0 s\r\u001b[K');
  });

  it('keeps a sentence above the line on a terminal', () => {
    const { out, written } = paper(true);
    const progress = new Progress(out);
    progress.stage('One');
    progress.say('By the way.');
    progress.end();
    expect(written()).toBe('\r\u001b[KOne… 0 s\r\u001b[KBy the way.\n\r\u001b[KOne… 0 s\r\u001b[K');
  });
});
