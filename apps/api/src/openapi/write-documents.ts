import 'reflect-metadata';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { GENERATED_FOLDER, generatedDocuments } from './generated-documents.js';

/** Writes every generated document below docs/. Run by tools/write-documents.mjs. */
await rm(GENERATED_FOLDER, { recursive: true, force: true });
for (const [path, text] of await generatedDocuments()) {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
  process.stdout.write(`${path}\n`);
}
