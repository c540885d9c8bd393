// Real: PostgreSQL and a worker. Emulated: the hub and the fleet manager.
import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Running } from '#platform';
import { FakeLog } from '../../../test/support/fake-log.js';
import { startStack, type Stack } from '../../../test/support/lockstep.js';
import { startWorker } from '../../worker/src/start-worker.js';
import { CliModule } from './cli.module.js';
import { COMMANDS } from './commands.js';
import { RunNotDone } from './drift-commands.js';
import { UsageError, readCall } from './read-call.js';

const ids = (count: number): string[] => Array.from({ length: count }, (_, number) => `pump-${number}`);

describe('drift on the command line', () => {
  let stack: Stack;
  let worker: Running;
  let app: INestApplicationContext;

  const run = (...argv: string[]): Promise<string[]> => COMMANDS[argv[0]!]!.run(app, readCall(argv));

  beforeAll(async () => {
    stack = await startStack({ backend: 'postgres' });
    worker = await startWorker(stack.env);
    app = await NestFactory.createApplicationContext(CliModule.with(stack.env, new FakeLog()), { logger: false, abortOnError: false });
    await stack.menderControl.settings({ dropWebhooksShare: 1 });
  }, 240_000);

  afterAll(async () => {
    await app.close();
    await worker.stop();
    await stack.stop();
  }, 240_000);

  it('is shown before anything was looked for', async () => {
    expect(await run('drift')).toEqual(['No sweep was made yet.']);
    await expect(run('drift', '--dry-run', '--apply')).rejects.toThrow(UsageError);
    await expect(run('drift', '--class', 'another')).rejects.toThrow('--class must be one of lost-event');
  });

  it('is found by a dry run and mended when it is applied', async () => {
    await stack.menderControl.make(['pump-0']);
    await stack.menderControl.bulk('accept', ['pump-0']);
    const dry = await run('drift', '--dry-run');
    expect(dry[0]).toMatch(/^sweep \(dry run\) .*: done$/);
    expect(dry).toContain('  pump-0  open  The fleet has it as accepted, and no event told of it.');
    expect(await stack.device('pump-0')).toBeNull();

    expect((await run('drift', '--apply', '--class', 'lost-event'))[0]).toMatch(/^apply .*: done, 1 given to the passes$/);
    await stack.inSync('pump-0', 'accepted');
    const [json] = await run('drift', '--apply', '--json');
    expect(JSON.parse(json!)).toMatchObject({ run: { kind: 'sweep', state: 'done', mended: 0 }, findings: [] });
  }, 240_000);

  it('is not mended when that would take many devices out, until somebody approves', async () => {
    await stack.menderControl.make(ids(30).slice(1));
    await stack.menderControl.bulk('accept', ids(30).slice(1));
    await run('drift', '--apply');
    for (const id of ids(30)) await stack.inSync(id, 'accepted');
    await stack.menderControl.bulk('reject', ids(25));
    const refused: unknown = await run('drift', '--apply').catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(RunNotDone);
    const id = /approve-run ([0-9a-f-]{36})/.exec((refused as Error).message)![1]!;
    expect((await run('approve-run', id))[0]).toMatch(/: done, 25 given to the passes$/);
    for (const device of ids(25)) await stack.inSync(device, 'rejected');
    await expect(run('drop-run', id)).rejects.toThrow(`The run ${id} is done`);
  }, 240_000);

  it('says what an import would do, and does it', async () => {
    await stack.menderControl.make(['old-1', 'old-2']);
    await stack.menderControl.bulk('accept', ['old-1']);
    await stack.database.run({ name: 'test-connect-later', text: 'UPDATE fleet_connection SET created_at = now()' }, []);
    const dry = await run('import', '--dry-run');
    expect(dry.find((line) => line.startsWith('not-imported'))).toMatch(/^not-imported: 2\./);
    expect(dry.filter((line) => line.startsWith('  ')).map((line) => line.split('.')[0]).sort()).toEqual(['  accepted: 1', '  pending: 1']);
    expect((await run('import'))[0]).toMatch(/^import .*: done, 2 given to the passes$/);
    await stack.inSync('old-1', 'accepted');
  }, 240_000);
});
