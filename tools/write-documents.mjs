/**
 * `node tools/write-documents.mjs`: builds, and writes the documents that are made from the code: docs/openapi.json, the types
 * that the UI has of it (docs/openapi.generated.d.ts), and docs/problems.
 */
import { join } from 'node:path';
import { prepare } from './bootstrap.mjs';
import { handOver } from './bootstrap/hand-over.mjs';
import { ROOT, toolEnv } from './bootstrap/places.mjs';

await prepare({ build: true });
const code = await handOver(process.execPath, [join(ROOT, 'dist/apps/api/src/openapi/write-documents.js')], toolEnv());
// Not before: a bare machine has the package only now.
if (code === 0) await (await import('./write-client-types.mjs')).writeClientTypes();
process.exit(code);
