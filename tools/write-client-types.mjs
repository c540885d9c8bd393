import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';
import { ROOT } from './bootstrap/places.mjs';

/** What the UI knows of the API: types made from the OpenAPI document, beside it. */
export const CLIENT_TYPES = join(ROOT, 'docs/openapi.generated.d.ts');

/** The types as they have to be for the document as it is. */
export async function clientTypes() {
  const document = JSON.parse(readFileSync(join(ROOT, 'docs/openapi.json'), 'utf8'));
  return `// Made from openapi.json by: node tools/write-documents.mjs\n${astToString(await openapiTS(document))}`;
}

export async function writeClientTypes() {
  writeFileSync(CLIENT_TYPES, await clientTypes());
}
