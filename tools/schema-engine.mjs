#!/usr/bin/env node
/**
 * Prisma's schema engine for machines that cannot download the native one (its download host is not a package registry, so
 * a mirror of npm does not have it). It takes the native program's place behind PRISMA_SCHEMA_ENGINE_BINARY: the same
 * engine, built for wasm and shipped on npm, reaching PostgreSQL through Prisma's driver adapter.
 * `tools/prisma.mjs` decides when it is needed.
 */
import { converse } from './schema-engine/conversation.mjs';
import { createDatabase, prismaCodeOf, tryConnection } from './schema-engine/databases.mjs';
import { engineDriver } from './schema-engine/driver.mjs';
import { engineVersion, SchemaEngine } from './schema-engine/engine.mjs';
import { readOptions } from './schema-engine/options.mjs';

const log = (level, message, fields) =>
  process.stderr.write(`${JSON.stringify({ level, target: 'schema_engine::logger', fields: { message: String(message), ...fields } })}\n`);

const ERRANDS = { 'can-connect-to-database': tryConnection, 'create-database': createDatabase };

/** One question on the command line; the exit code and, when it failed, the last line on stderr are the answer. */
async function runErrand({ errand, url }) {
  // The CLI skips the first line of what an errand writes: the native engine begins with a greeting.
  log('INFO', 'Schema engine');
  try {
    if (!ERRANDS[errand]) throw new Error(`The schema engine has no command ${errand}.`);
    await ERRANDS[errand](url);
    return 0;
  } catch (error) {
    log('ERROR', error?.message || `No connection to the database server (${error?.code})`, { error_code: prismaCodeOf(error), is_panic: false, meta: {} });
    return 1;
  }
}

async function runConversation(options) {
  const driver = engineDriver(options);
  let engine;
  // The CLI hangs up and sends SIGTERM at once; what is under way is finished first, so that no shadow database stays.
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => process.stdin.destroy());

  await converse((method, params, print) => {
    engine ??= new SchemaEngine(options, driver, { log, print });
    return engine.call(method, params);
  });
  await driver.dropShadows();
  return 0;
}

const options = readOptions(process.argv.slice(2));
if (options.wantsVersion) {
  process.stdout.write(`schema-engine-cli ${engineVersion()}\n`);
} else {
  process.exit(await (options.errand ? runErrand(options) : runConversation(options)));
}
