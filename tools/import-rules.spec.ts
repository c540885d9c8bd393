import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import config from '../.dependency-cruiser.cjs';
import { ROOT } from './bootstrap/places.mjs';

interface Violation {
  rule: { name: string };
  from: string;
  /** A circle is reported once, from whichever of its files. */
  cycle?: { name: string }[];
}

/** A small house in which every import is allowed. */
const HOUSE: Record<string, string> = {
  'libs/core/src/index.ts': `export { z } from 'zod'; export const a = 1;`,
  'libs/core/src/rule.spec.ts': `import '@jest/globals'; import 'node:fs';`,
  'libs/platform/src/index.ts': `import '#core'; import 'node:http';`,
  'libs/lifecycle/src/index.ts': `import '#core'; import '@nestjs/common'; import './pass.js';`,
  'libs/lifecycle/src/pass.ts': `export const pass = 1;`,
  'libs/integrations/src/index.ts': `import '#core'; import 'node:crypto';`,
  'libs/adapters/postgres/src/index.ts': `import '#core'; import '#platform'; import '@prisma/adapter-pg';`,
  'libs/adapters/bullmq/src/index.ts': `import '#core'; import 'bullmq';`,
  'libs/adapters/hub-budgets/src/index.ts': `import '#core'; import 'ioredis';`,
  'libs/adapters/rate-limits/src/index.ts': `import '#core'; import 'ioredis';`,
  'libs/adapters/identity-providers/src/index.ts': `import '#core'; import 'jose';`,
  'libs/adapters/azure-iot-hub/src/index.ts': `import '#core'; import 'azure-iothub';`,
  'apps/api/src/main.ts': `import './api.module.js'; import '#platform';`,
  'apps/api/src/api.module.ts': `import '#lifecycle'; import '#adapters/postgres';`,
  'apps/api/src/devices.controller.ts': `import '#lifecycle';`,
  'apps/worker/src/main.ts': `import './events.consumer.js';`,
  'apps/worker/src/events.consumer.ts': `import '#adapters/bullmq'; import 'bullmq';`,
  'apps/hub-emulator/src/index.ts': `export const hub = 1;`,
  'apps/hub-emulator/src/hub.ts': `export const hub = 1;`,
  'apps/standalone/src/main.ts': `import '#platform'; import '#adapters/postgres'; import '../../hub-emulator/src/index.js';`,
  'apps/ui/src/main.tsx': `import './page.js';`,
  'apps/ui/src/page.ts': `export const page = 1;`,
  'test/journeys/accept.journey.spec.ts': `import '../../apps/hub-emulator/src/hub.js'; import '#adapters/postgres'; import 'bullmq';`,
  'libs/adapters/azure-iot-hub/test/scripted-hub.ts': `import 'yaml'; import '../src/index.js'; import 'node:fs';`,
  'apps/mender-emulator/test/receiver.ts': `import '#core';`,
  'dist/libs/core/src/index.js': `export const built = 1;`,
};

/** One wrong import in one new file for each rule. */
const BREACHES: readonly [rule: string, file: string, imports: string][] = [
  ['core-is-pure', 'libs/core/src/breach-node.ts', 'node:crypto'],
  ['core-is-pure', 'libs/core/src/breach-nest.ts', '@nestjs/common'],
  ['core-is-pure', 'libs/core/src/breach-platform.ts', '#platform'],
  ['features-know-only-core', 'libs/lifecycle/src/breach-adapter.ts', '#adapters/postgres'],
  ['features-know-only-core', 'libs/lifecycle/src/breach-feature.ts', '#integrations'],
  ['features-know-only-core', 'libs/integrations/src/breach-platform.ts', '#platform'],
  ['features-reach-out-through-ports', 'libs/lifecycle/src/breach-socket.ts', 'node:http'],
  ['features-reach-out-through-ports', 'libs/lifecycle/src/breach-file.ts', 'node:fs/promises'],
  ['features-reach-out-through-ports', 'libs/lifecycle/src/breach-driver.ts', 'pg'],
  ['adapters-know-core-and-platform', 'libs/adapters/postgres/src/breach-feature.ts', '#lifecycle'],
  ['adapters-know-core-and-platform', 'libs/adapters/postgres/src/breach-adapter.ts', '#adapters/bullmq'],
  ['platform-knows-core', 'libs/platform/src/breach-adapter.ts', '#adapters/bullmq'],
  ['only-roots-wire-adapters', 'apps/api/src/breach.controller.ts', '#adapters/postgres'],
  ['apps-stay-apart', 'apps/api/src/breach-app.ts', '../../worker/src/main.js'],
  ['standalone-uses-front-doors', 'apps/standalone/src/breach-app.ts', '../../hub-emulator/src/hub.js'],
  ['emulators-stand-alone', 'apps/hub-emulator/src/breach-core.ts', '#core'],
  ['ui-speaks-http', 'apps/ui/src/breach-core.tsx', '#core'],
  ['front-door-only', 'apps/api/src/breach-door.ts', '../../../libs/lifecycle/src/pass.js'],
  ['front-door-only', 'test/breach-door.ts', '../libs/lifecycle/src/pass.js'],
  ['tests-are-leaves', 'libs/platform/src/breach-test.ts', '../../../test/journeys/accept.journey.spec.js'],
  ['tests-are-leaves', 'libs/adapters/azure-iot-hub/src/breach-support.ts', '../test/scripted-hub.js'],
  ['no-circles', 'libs/lifecycle/src/breach-circle.ts', './breach-circle-back.js'],
  ['prisma-stays-home', 'libs/platform/src/breach-prisma.ts', '@prisma/adapter-pg'],
  ['bullmq-stays-home', 'apps/api/src/breach-queue.ts', 'bullmq'],
  ['redis-stays-home', 'libs/adapters/postgres/src/breach-redis.ts', 'ioredis'],
  ['identity-providers-stay-home', 'libs/adapters/postgres/src/breach-jose.ts', 'jose'],
  ['azure-stays-home', 'libs/platform/src/breach-azure.ts', 'azure-iothub'],
  ['react-stays-home', 'apps/api/src/breach-react.ts', 'react'],
  ['everything-resolves', 'libs/platform/src/breach-lost.ts', '#nowhere'],
  ['sources-not-builds', 'libs/platform/src/breach-dist.ts', '../../../dist/libs/core/src/index.js'],
  ['declared-packages-only', 'libs/platform/src/breach-undeclared.ts', 'react'],
  ['ships-without-dev-packages', 'libs/platform/src/breach-dev.ts', 'yaml'],
];

/** What a breach needs beside itself. */
const PROPS: Record<string, string> = {
  'libs/lifecycle/src/breach-circle-back.ts': `import './breach-circle.js';`,
};

const DEPENDENCIES = ['zod', '@nestjs/common', '@prisma/adapter-pg', 'bullmq', 'ioredis', 'jose', 'azure-iothub', 'pg'];
const DEV_DEPENDENCIES = ['@jest/globals', 'yaml'];
/** Installed, since something else brought it, and declared nowhere. */
const STRAYS = ['react'];

async function writeAll(folder: string, files: Record<string, string>): Promise<void> {
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
  }
}

async function build(files: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'import-rules-'));
  const declare = (names: string[]) => Object.fromEntries(names.map((name) => [name, '1.0.0']));
  const manifest = { name: 'house', dependencies: declare(DEPENDENCIES), devDependencies: declare(DEV_DEPENDENCIES) };
  await writeAll(folder, { ...files, 'package.json': JSON.stringify(manifest) });
  for (const name of [...DEPENDENCIES, ...DEV_DEPENDENCIES, ...STRAYS]) {
    await writeAll(join(folder, 'node_modules', name), { 'package.json': JSON.stringify({ name, version: '1.0.0' }), 'index.js': '' });
  }
  for (const file of ['tsconfig.json', '.dependency-cruiser.cjs']) {
    await cp(join(ROOT, file), join(folder, file));
  }
  return folder;
}

async function violationsIn(folder: string): Promise<Violation[]> {
  const cruiser = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const args = [cruiser, 'apps', 'libs', 'test', '--config', '.dependency-cruiser.cjs', '--output-type', 'json'];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: folder, maxBuffer: 64 * 1024 * 1024 });
  return (JSON.parse(stdout) as { summary: { violations: Violation[] } }).summary.violations;
}

describe('the import rules', () => {
  const folders: string[] = [];
  let inOrder: Violation[];
  let broken: Violation[];

  beforeAll(async () => {
    const breaches = Object.fromEntries(BREACHES.map(([, file, imports]) => [file, `import '${imports}';`]));
    folders.push(await build(HOUSE), await build({ ...HOUSE, ...PROPS, ...breaches }));
    [inOrder, broken] = (await Promise.all(folders.map(violationsIn))) as [Violation[], Violation[]];
  }, 60_000);

  afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

  it('allow every import of a house in order', () => {
    expect(inOrder).toEqual([]);
  });

  it.each(BREACHES)('%s bites in %s, which imports %s', (rule, file) => {
    const bitten = broken.filter((violation) => [violation.from, ...(violation.cycle ?? []).map(({ name }) => name)].includes(file));
    expect(bitten.map((violation) => violation.rule.name)).toContain(rule);
  });

  it('are each broken once here', () => {
    expect(new Set(BREACHES.map(([rule]) => rule))).toEqual(new Set(config.forbidden.map((rule: { name: string }) => rule.name)));
  });
});
