import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { CLIENT_TYPES, clientTypes } from './write-client-types.mjs';

it('the types that the UI is compiled with are those of the OpenAPI document; if not, run: node tools/write-documents.mjs', async () => {
  expect(readFileSync(CLIENT_TYPES, 'utf8')).toBe(await clientTypes());
});
