import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

const ENTRY = 'dist/apps/cli/src/main.js';

/** Runs a command of ours to its end, or until it is killed after so many ms. Throws with what it wrote when it fails by itself. */
export async function runCli(args: readonly string[], environment: Readonly<Record<string, string>>, killAfterMs?: number): Promise<void> {
  const child = spawn(process.execPath, [ENTRY, ...args], { env: { PATH: process.env.PATH, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
  const wrote = Promise.all([text(child.stdout), text(child.stderr)]);
  const killing = killAfterMs === undefined ? null : setTimeout(() => child.kill('SIGKILL'), killAfterMs);
  const [code] = (await once(child, 'exit')) as [number | null];
  if (killing) clearTimeout(killing);
  if (code !== 0 && code !== null) throw new Error(`${args.join(' ')} ended with ${code}: ${(await wrote).join('')}`);
}
