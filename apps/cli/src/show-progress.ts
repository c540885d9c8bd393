/** How far a long piece of work is, at most this often, in ms: on a terminal, and where lines are kept. */
const OFTEN = { terminal: 250, lines: 5_000 };

interface Screen {
  isTTY?: boolean;
  write(text: string): unknown;
}

/** Shows how much of `total` is done and how long the rest takes, on standard error, so that what is printed stays what was asked for. */
export function showProgress(total: number, screen: Screen = process.stderr, now: () => number = () => performance.now()): (done: number) => void {
  const began = now();
  const often = screen.isTTY ? OFTEN.terminal : OFTEN.lines;
  let last = began;
  return (done) => {
    const isOver = done >= total;
    if (now() - last < often && !(isOver && screen.isTTY)) return;
    last = now();
    const line = progressLine(done, total, now() - began);
    screen.write(screen.isTTY ? `\r${line.padEnd(60)}${isOver ? '\n' : ''}` : `${line}\n`);
  };
}

/** `afterMs`: how long it took so far. */
export function progressLine(done: number, total: number, afterMs: number): string {
  const perSecond = (1000 * done) / Math.max(1, afterMs);
  const left = Math.max(0, total - done);
  const time = left === 0 ? 'done' : done === 0 ? 'time left unknown' : `${Math.ceil(left / perSecond)} s left`;
  const share = total === 0 ? 100 : Math.min(100, Math.floor((100 * done) / total));
  return `${done} of ${Math.max(done, total)} (${share} %), ${Math.round(perSecond)}/s, ${time}`;
}
