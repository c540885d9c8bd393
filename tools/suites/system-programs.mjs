import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runStep, StepFailed } from '../bootstrap/steps.mjs';

/** Under which names a program may be on the PATH, what a distribution's package calls itself, and what to do about the service that it may start. */
export const REDIS = {
  programs: ['redis-server'],
  debianPackage: 'redis-server',
  pidFile: '/run/redis/redis-server.pid',
  elsewhere: 'Debian and Ubuntu: apt-get install redis-server. Fedora: dnf install redis. macOS: brew install redis.',
};
export const CHROMIUM = {
  programs: ['chromium', 'chromium-browser', 'google-chrome'],
  debianPackage: 'chromium',
  elsewhere: 'Debian: apt-get install chromium. Fedora: dnf install chromium. macOS: brew install chromium.',
};

/**
 * Makes sure that tests find a program to start. Root on Debian gets the package; everybody else is told what to install.
 * Throws StepFailed: tests that need a program are never skipped for want of it.
 */
export async function ensureProgram(wanted) {
  const { programs, debianPackage, elsewhere } = wanted;
  const isThere = () => programs.some((program) => isOnPath(program));
  if (isThere()) return;
  if (!mayInstall()) throw new StepFailed(`The tests start ${programs[0]}, which is not on the PATH. Install it. ${elsewhere}`);

  const install = `apt-get update -qq && apt-get install -y -qq --no-install-recommends ${debianPackage}`;
  // Runlevel 1 is "one user, no services": Debian's scripts then start none.
  const env = { ...process.env, RUNLEVEL: '1', DEBIAN_FRONTEND: 'noninteractive' };
  await runStep({ title: `Installing ${debianPackage}`, log: 'apt-get', command: 'sh', args: ['-c', install], env });
  await stopService(wanted);
  if (!isThere()) throw new StepFailed(`apt-get installed ${debianPackage}, and yet ${programs[0]} is not on the PATH.`);
}

/** Whether a program can be started by its name alone. */
export const isOnPath = (program, path = process.env.PATH ?? '') => path.split(delimiter).some((folder) => isExecutable(join(folder, program)));

const mayInstall = () => process.getuid?.() === 0 && existsSync('/etc/debian_version') && isOnPath('apt-get');

/** The tests start servers of their own. A service that the package started all the same would stay on the machine. */
async function stopService({ debianPackage, pidFile }) {
  if (!pidFile || !existsSync(pidFile)) return;
  if (existsSync('/run/systemd/system')) {
    await runStep({
      title: `Stopping the ${debianPackage} service`,
      log: 'systemctl',
      command: 'systemctl',
      args: ['disable', '--now', debianPackage],
      env: process.env,
    });
  } else {
    process.kill(Number(readFileSync(pidFile, 'utf8')), 'SIGTERM');
  }
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
