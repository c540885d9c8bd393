// Real: PostgreSQL. Emulated: the hub and the fleet manager.
import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FakeLog } from '../../../test/support/fake-log.js';
import { startStack, type Stack } from '../../../test/support/lockstep.js';
import { CliModule } from './cli.module.js';
import { COMMANDS, NotWell } from './commands.js';
import { UsageError, readCall } from './read-call.js';

let stack: Stack;
let app: INestApplicationContext;

beforeAll(async () => {
  stack = await startStack({ backend: 'postgres' });
  app = await NestFactory.createApplicationContext(CliModule.with(stack.env, new FakeLog()), { logger: false, abortOnError: false });
}, 240_000);

afterAll(async () => {
  await app.close();
  await stack.stop();
}, 240_000);

const run = (...argv: string[]): Promise<string[]> => COMMANDS[argv[0]!]!.run(app, readCall(argv));

describe('the command line', () => {
  it('tries the hub and the fleet manager', async () => {
    expect(await run('test-hub')).toEqual(['registryRead: granted', 'registryWrite: granted', 'serviceConnect: granted']);
    expect(await run('test-fleet')).toEqual(['Mender shows its devices.']);
  });

  it('says what is not well, and ends with an error', async () => {
    await stack.hubControl.fault({ kind: 'status', status: 503, times: 1 });
    await expect(run('test-hub')).rejects.toThrow(NotWell);
    await expect(run('test-hub', '--tenant', 'acme')).rejects.toThrow('There is no integration');
  });

  it('says what the hub is called and was bought as', async () => {
    expect(await run('describe-hub', '--sku', 'S2', '--units', '3')).toEqual(['lockstep.azure-devices.net: S2 with 3 units.']);
    expect(await run('describe-hub', '--name', 'Plant 1')).toEqual(['lockstep.azure-devices.net, Plant 1: S2 with 3 units.']);
    expect((await run('hub-budget'))[0]).toBe('lockstep.azure-devices.net, S2 with 3 units');
    expect(await run('describe-hub', '--sku', 'unknown')).toEqual(['lockstep.azure-devices.net, Plant 1: edition not known, its limits are learnt.']);
    for (const wrong of [[], ['--sku', 'B1'], ['--units', '3'], ['--sku', 'S1', '--units', '201']]) await expect(run('describe-hub', ...wrong)).rejects.toThrow(UsageError);
    await expect(run('describe-hub', '--name', 'x', '--tenant', 'acme')).rejects.toThrow('No hub is connected');
  });

  it('pauses the hub and resumes it', async () => {
    expect(await run('pause-hub')).toEqual(['lockstep.azure-devices.net is left alone until it is resumed.']);
    expect((await stack.database.prisma.integration.findFirstOrThrow()).paused).toBe(true);
    expect(await run('resume-hub')).toEqual(['Devices that waited for lockstep.azure-devices.net go on now.']);
    await expect(run('pause-hub', '--tenant', 'acme')).rejects.toThrow(UsageError);
  });

  it('gives an event source a new secret, shown once', async () => {
    const [secret, until] = await run('rotate-source', stack.webhook.sourceId);
    expect(secret).toMatch(/^Secret \(shown once\): [0-9a-f]{64}$/);
    expect(until).toMatch(/^The old one is valid until \d{4}-/);
  });
});
