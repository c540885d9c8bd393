import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the checkout: the nearest one above us with a package.json. Compiled code runs from a copy of the tree under dist/. */
export const ROOT = rootAbove(path.dirname(fileURLToPath(import.meta.url)));

function rootAbove(folder: string): string {
  if (existsSync(path.join(folder, 'package.json'))) return folder;
  const parent = path.dirname(folder);
  if (parent === folder) throw new Error('package.json is in no folder above this file; install Lockstep again.');
  return rootAbove(parent);
}

/** The file that runs an app, below the checkout. It also tells the app's processes from others. */
export const mainOf = (app: string): string => path.join('dist', 'apps', app, 'src', 'main.js');

/** Where everything lies in one home. All paths are absolute. */
export interface Home {
  folder: string;
  postgres: string;
  hubEmulator: string;
  menderEmulator: string;
  /** What must not be lost: without it the data cannot be opened. */
  keys: string;
  /** Who runs on this home. */
  lock: string;
  /** Where everything is reached; there while it is ready. */
  addresses: string;
  logs: string;
  logOf(program: string): string;
}

export function homeAt(folder: string): Home {
  const within = (name: string): string => path.join(folder, name);
  return {
    folder,
    postgres: within('postgres'),
    hubEmulator: within('hub-emulator'),
    menderEmulator: within('mender-emulator'),
    keys: within('keys.json'),
    lock: within('lock'),
    addresses: within('standalone.json'),
    logs: within('logs'),
    logOf: (program) => path.join(folder, 'logs', `${program}.log`),
  };
}

/** A path as a person in this folder would write it. */
export function shown(file: string): string {
  const relative = path.relative(process.cwd(), file);
  return relative === '' || relative.startsWith('..') ? file : relative;
}
