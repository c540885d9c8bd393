import { SetMetadata, type CustomDecorator } from '@nestjs/common';
import { OTHER_ERRORS, type OtherErrors } from '../openapi/other-errors.js';

const SCHEMA = {
  type: 'object' as const,
  required: ['error'] as string[],
  properties: { error: { type: 'string', description: 'What went wrong.' }, request_id: { type: 'string', description: 'As in the header X-MEN-RequestID.' } },
};

const ALWAYS: Readonly<Record<number, string>> = {
  401: 'Authorization not present in header',
  403: 'user identity missing from authorization token',
  429: 'At most 12000 requests in 60 s. Try again in 12 s.',
  500: 'internal error',
  503: 'The database cannot be reached. Try again in a moment; whatever was sent may be sent again.',
};

/** The errors of a route beside those that every one has: for the OpenAPI document, by status, each with its text. */
export const SaysErrors = (own: Readonly<Record<number, string>>): CustomDecorator => SetMetadata(OTHER_ERRORS, answersOf({ ...ALWAYS, ...own }));

const answersOf = (texts: Readonly<Record<number, string>>): OtherErrors =>
  Object.fromEntries(
    Object.entries(texts).map(([status, error]) => [
      status,
      { description: error, content: { 'application/json': { schema: SCHEMA, examples: { error: { value: { error, request_id: '5f9c0a4e-7b1e-4a53-9f0d-2b8c6c1d7e55' } } } } } },
    ]),
  );
