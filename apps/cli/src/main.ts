import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { Refusal } from '#core';
import { InvalidEnvironment, PinoLog, openLogger, readEnv } from '#platform';
import { CliModule } from './cli.module.js';
import { COMMANDS, help } from './commands.js';
import { UsageError, readCall } from './read-call.js';

process.exitCode = await run().catch((error: unknown) => {
  const expected = error instanceof UsageError || error instanceof Refusal || error instanceof InvalidEnvironment;
  process.stderr.write(`${expected ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
  return error instanceof UsageError ? 2 : 1;
});

async function run(): Promise<number> {
  const call = readCall(process.argv.slice(2));
  const command = Object.hasOwn(COMMANDS, call.command) ? COMMANDS[call.command] : undefined;
  if (call.help || !command) {
    process.stdout.write(`${help()}\n`);
    return call.help ? 0 : 2;
  }
  const env = readEnv();
  const log = new PinoLog(openLogger('error', 'cli'));
  const app = await NestFactory.createApplicationContext(CliModule.with(env, log), { logger: log, abortOnError: false });
  try {
    for (const line of await command.run(app, call)) process.stdout.write(`${line}\n`);
    return 0;
  } finally {
    await app.close();
  }
}
