import { execFile } from 'node:child_process';
import { access, cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ROOT } from '../bootstrap/places.mjs';

interface FileResult {
  filePath: string;
  messages: { ruleId: string | null; message: string }[];
}

const REVEAL = 'house/reveal-only-where-listed';
const SYNTAX = 'no-restricted-syntax';
const PROPERTY = 'no-restricted-properties';
const secret = 'declare const secret: { reveal(): string };';
const promise = 'declare const work: () => Promise<void>;';
const wide = 'export class Wide { constructor(a: number, b: number, c: number, d: number, e: number) { this.sum = a + b + c + d + e; } sum: number; }';

const BREACHES: readonly [rule: string, file: string, text: string][] = [
  [REVEAL, 'libs/lifecycle/src/calls.ts', `${secret} export const open = secret.reveal();`],
  [REVEAL, 'libs/lifecycle/src/calls-if-there.ts', `${secret} export const open = secret?.reveal();`],
  [REVEAL, 'libs/lifecycle/src/hands-on.ts', `${secret} export const open = secret.reveal;`],
  [REVEAL, 'libs/lifecycle/src/by-text.ts', `${secret} export const open = secret['reveal']();`],
  [REVEAL, 'libs/lifecycle/src/takes-apart.ts', `${secret} export const { reveal } = secret;`],
  [REVEAL, 'libs/lifecycle/src/renames.ts', `${secret} export const { reveal: open } = secret;`],
  [PROPERTY, 'apps/api/src/reads-env.ts', 'export const port = process.env.PORT;'],
  [PROPERTY, 'apps/api/src/takes-env.ts', 'export const { env } = process;'],
  ['no-restricted-imports', 'apps/api/src/imports-env.ts', `export { env } from 'node:process';`],
  [SYNTAX, 'libs/core/src/default-export.ts', 'export default 1;'],
  [SYNTAX, 'libs/core/src/renamed-default.ts', 'const a = 1; export { a as default };'],
  [SYNTAX, 'libs/core/src/wide.ts', wide],
  [SYNTAX, 'libs/core/src/skipped.spec.ts', `import { it } from '@jest/globals'; it.skip('waits', () => undefined);`],
  [SYNTAX, 'libs/core/src/only.spec.ts', `import { describe } from '@jest/globals'; describe.only('one', () => undefined);`],
  [SYNTAX, 'libs/core/src/each-skipped.spec.ts', `import { it } from '@jest/globals'; it.skip.each([1])('waits %s', () => undefined);`],
  ['no-console', 'libs/core/src/prints.ts', `console.log('x');`],
  ['no-console', 'apps/worker/src/prints.ts', `console.error('x');`],
  ['max-lines', 'libs/core/src/long.ts', 'export {};\n'.repeat(351)],
  ['@typescript-eslint/no-floating-promises', 'libs/core/src/floats.ts', `${promise} work();`],
  ['@typescript-eslint/no-misused-promises', 'libs/core/src/misuses.ts', `${promise} if (work()) throw new Error();`],
];

/** What the rules leave alone, each for the reason that its name says. */
const ALLOWED: Record<string, string> = {
  'libs/platform/src/env.ts': 'export const port = process.env.PORT;',
  'libs/core/src/connections/connection-string.ts': `${secret} export const listed = secret.reveal();`,
  'libs/core/src/looks-into-a-secret.spec.ts': `${secret} export const open = secret.reveal();`,
  'libs/core/src/another-word.ts': 'export const revealed = { revealAll: 1 }.revealAll;',
  'libs/core/src/four-wide.ts': wide.replace(', e: number', '').replace(' + e', ''),
  'libs/core/src/awaits.ts': `${promise} export const run = async () => { await work(); };`,
  'libs/adapters/postgres/src/generated/client.ts': 'export default process.env;',
  'apps/hub-emulator/src/main.ts': `console.log('listening');`,
  'test/starts-something.ts': 'export const env = { ...process.env };',
  'jest.config.mjs': 'export default {};',
};

async function plant(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lint-'));
  const files = { ...ALLOWED, ...Object.fromEntries(BREACHES.map(([, file, text]) => [file, text])) };
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), `${text}\n`);
  }
  for (const file of ['package.json', 'tsconfig.json', 'eslint.config.mjs', 'tools/lint']) {
    await cp(join(ROOT, file), join(folder, file), { recursive: true, filter: (path) => !path.endsWith('.spec.ts') });
  }
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

/** ESLint ends with 1 when it has found something, which is what we ask of it. */
async function lint(folder: string): Promise<FileResult[]> {
  const output = join(folder, 'results.json');
  const args = [join(ROOT, 'node_modules/eslint/bin/eslint.js'), '.', '--format', 'json', '--output-file', output];
  await promisify(execFile)(process.execPath, args, { cwd: folder }).catch((error: { code: unknown; stderr: string }) => {
    if (error.code !== 1) throw new Error(error.stderr);
  });
  return JSON.parse(await readFile(output, 'utf8')) as FileResult[];
}

describe('the rules of the house', () => {
  let folder: string;
  let results: FileResult[];

  const brokenIn = (file: string) => results.filter((result) => result.filePath === join(folder, file)).flatMap((result) => result.messages);

  beforeAll(async () => {
    folder = await plant();
    results = await lint(folder);
  }, 120_000);

  afterAll(() => rm(folder, { recursive: true }));

  it.each(BREACHES)('%s bites in %s', (rule, file) => {
    expect(brokenIn(file).map((message) => message.ruleId)).toContain(rule);
  });

  it.each(Object.keys(ALLOWED))('none bites in %s', (file) => {
    expect(brokenIn(file)).toEqual([]);
  });

  it('list no file that opens secrets and is not there', async () => {
    const config = await readFile(join(ROOT, 'eslint.config.mjs'), 'utf8');
    const listed = [...config.matchAll(/^ {2}'((?:apps|libs)\/[^']+)': '\w+',$/gm)].map(([, file]) => file ?? '');

    expect(listed.length).toBeGreaterThan(5);
    await Promise.all(listed.map((file) => access(join(ROOT, file))));
  });
});
