import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import { createDatabase } from './databases.mjs';

/** Methods of the protocol that are called otherwise in the wasm build. */
const OTHER_NAMES = { getDatabaseVersion: 'version' };

/** Answers the methods of the schema engine's protocol. `log` receives lines for people, `print` what belongs on stdout. */
export class SchemaEngine {
  #opened;

  constructor(options, driver, { log, print }) {
    this.options = options;
    this.driver = driver;
    this.log = log;
    this.print = print;
  }

  async call(method, params) {
    // The engine wants a connection to the very database that this is to create.
    if (method === 'createDatabase') return createDatabase(this.options.url);

    this.#opened ??= this.#open();
    const engine = await this.#opened;
    const name = OTHER_NAMES[method] ?? method;
    if (typeof engine[name] !== 'function') throw new Error(`The schema engine has no method ${method}.`);

    const result = await engine[name](method === 'getDatabaseVersion' ? null : params);
    if (method === 'diff' && result?.stdout) this.print(result.stdout);
    return result ?? null;
  }

  #open() {
    loadWasm(this.log);
    const datamodels = this.options.datamodels.map((file) => [file, readFileSync(resolve(file), 'utf8')]);
    const driver = bindMigrationAwareSqlAdapterFactory(this.driver);
    return bindings.SchemaEngine.new({ datamodels: datamodels.length > 0 ? datamodels : undefined }, (line) => this.log('INFO', line), driver);
  }
}

export const engineVersion = () => {
  loadWasm(() => undefined);
  return bindings.version();
};

/** The package leaves loading to a bundler; without one the module has to be put in place by hand. */
function loadWasm(log) {
  // The name that the bindings look for when the engine panics; without it the reason is lost.
  globalThis.PRISMA_WASM_PANIC_REGISTRY = { set_message: (message) => log('ERROR', message) };
  const folder = dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg'));
  const module = new WebAssembly.Module(readFileSync(join(folder, 'schema_engine_bg.wasm')));
  const { exports } = new WebAssembly.Instance(module, { './schema_engine_bg.js': bindings });
  bindings.__wbg_set_wasm(exports);
  exports.__wbindgen_start();
}
