import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { BUNDLED_NODE, envWithoutPackages, ROOT } from './places.mjs';
import { runStep } from './steps.mjs';

const STAMP = join(ROOT, 'node_modules/.lockstep-packages');
/** Where npm, as its last act, writes down what it has installed. */
const HIDDEN_LOCK = join(ROOT, 'node_modules/.package-lock.json');

/** Makes the installed packages those of package-lock.json, on this platform. Costs a few milliseconds when they are. */
export async function installPackages() {
  const lockText = readFileSync(join(ROOT, 'package-lock.json'), 'utf8');
  const platform = `${process.platform}-${process.arch}`;
  const stamp = `${createHash('sha256').update(lockText).digest('hex')} ${platform}\n`;
  const found = readIfThere(STAMP);
  if (found === stamp) return;

  // Somebody may have run npm by hand, which leaves no stamp of ours. Packages from another platform are never kept.
  const fromHere = found === undefined || found.trim().endsWith(` ${platform}`);
  if (!(fromHere && isWhatNpmInstalled(JSON.parse(lockText), readIfThere(HIDDEN_LOCK)))) {
    const install = npm(['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=warn']);
    await runStep({ title: 'Installing packages', log: 'npm-ci', env: envWithoutPackages(), ...install });
  }
  mkdirSync(dirname(STAMP), { recursive: true });
  writeFileSync(STAMP, stamp);
}

/** Whether what npm wrote down is the lock file. Packages for other platforms are missing there rightly. */
export function isWhatNpmInstalled(lock, hiddenLockText) {
  if (hiddenLockText === undefined) return false;
  const installed = JSON.parse(hiddenLockText).packages;
  const wanted = Object.entries(lock.packages).filter(([path]) => path !== '');
  return (
    wanted.every(([path, entry]) => (path in installed ? sameEntry(installed[path], entry) : entry.optional === true)) &&
    Object.keys(installed).every((path) => path in lock.packages)
  );
}

const sameEntry = (a, b) => a.version === b.version && a.integrity === b.integrity;

/** npm by the script that started us, else the npm on the PATH. */
function npm(args) {
  const script = process.env.npm_execpath;
  // Not with the Node that came with the packages: npm deletes it first.
  if (script && /npm-cli\.c?js$/.test(script) && process.execPath !== BUNDLED_NODE) return { command: process.execPath, args: [script, ...args] };
  // On Windows npm is a batch file, which only a shell can start.
  return { command: 'npm', args, shell: process.platform === 'win32' };
}

export const readIfThere = (path) => (existsSync(path) ? readFileSync(path, 'utf8') : undefined);
