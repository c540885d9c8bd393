import { readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the repository. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Where steps leave their output. Not in git. */
export const LOGS = join(ROOT, 'artifacts/logs');

/** The Node that comes with the packages; absent where the development packages are. */
export const BUNDLED_NODE = join(ROOT, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** Whether the Node that runs this is older than package.json asks for. */
export function nodeIsTooOld(version = process.versions.node, { engines } = readJson('package.json')) {
  const [major, minor] = /(\d+)\.(\d+)/.exec(engines.node).slice(1).map(Number);
  const [haveMajor, haveMinor] = version.split('.').map(Number);
  return haveMajor < major || (haveMajor === major && haveMinor < minor);
}

export const readJson = (path) => JSON.parse(readFileSync(join(ROOT, path), 'utf8'));

/** The environment for our tools: the programs of the packages come first on the PATH, their Node among them. */
export const toolEnv = (extra = {}) => ({ ...withPath((path) => [join(ROOT, 'node_modules/.bin'), path].join(delimiter)), ...extra });

/** The environment for what replaces the packages: nothing of them is on the PATH, since it is about to be deleted. */
export const envWithoutPackages = () =>
  withPath((path) => path.split(delimiter).filter((folder) => !folder.startsWith(join(ROOT, 'node_modules'))).join(delimiter));

function withPath(change) {
  // Windows writes it "Path", and its environment would otherwise hold two.
  const name = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  return { ...process.env, [name]: change(process.env[name] ?? '') };
}
