/** `node tools/write-documents.mjs`: builds, and writes the documents that are made from the code: docs/openapi.json and docs/problems. */
import { join } from 'node:path';
import { prepare } from './bootstrap.mjs';
import { handOver } from './bootstrap/hand-over.mjs';
import { ROOT, toolEnv } from './bootstrap/places.mjs';

await prepare({ build: true });
process.exit(await handOver(process.execPath, [join(ROOT, 'dist/apps/api/src/openapi/write-documents.js')], toolEnv()));
