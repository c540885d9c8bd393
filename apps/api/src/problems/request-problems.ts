import type { Problem } from './problem.js';

/** What can be wrong with any request, or with us. */
export const REQUEST_PROBLEMS = {
  'invalid-json': {
    status: 400,
    title: 'The body is not JSON',
    todo: 'Send one JSON document in UTF-8, without comments and without a comma at the end.',
    example: 'The body is not a JSON document in UTF-8.',
  },
  'not-authenticated': {
    status: 401,
    title: 'Sign in first',
    todo: 'Send a token that is valid and not expired: `Authorization: Bearer <token>`.',
    example: 'Send a valid token as "Authorization: Bearer <token>".',
  },
  'bad-signature': {
    status: 401,
    title: 'The signature is not valid',
    todo: 'Compare the webhook address and its secret on both sides. A secret is valid for its own event source only; after a rotation the old one ends with the overlap.',
    example: 'No event source of this address signed these bytes. Check the webhook address and its secret.',
  },
  'not-permitted': {
    status: 403,
    title: 'You may not do this',
    todo: 'Ask an administrator for a role that includes the permission which is named.',
    example: 'alice holds the role viewer, which does not include integration:manage.',
  },
  'cross-site-request': {
    status: 403,
    title: 'The request may come from another site',
    todo: 'Send `X-Lockstep-Csrf: 1` with every request that a session signs and that changes something. Only pages of this very address can.',
    example: 'A request that a session signs must come from our own page, with the header x-lockstep-csrf: 1. Programs send a bearer token instead.',
  },
  'not-found': {
    status: 404,
    title: 'Nothing here',
    todo: 'Check the id. What exists and what you may not see answer alike.',
    example: 'There is no device pump-7 that you may see.',
  },
  'simulation-is-away': {
    status: 503,
    title: 'The simulated fleet does not answer',
    todo: 'Send the request again in a moment: `npm start` starts an emulator again that died. If it lasts, read its log below `LOCKSTEP_HOME`.',
    example: 'The Mender emulator does not answer. It is started again when it died; try again in a moment.',
  },
  'idempotency-key-at-work': {
    status: 409,
    title: 'The same request is at work',
    todo: 'Wait for the answer to the first one, or repeat the request in a few seconds: then it gets the same answer.',
    example: 'A request with this Idempotency-Key is at work. Repeat it in a few seconds.',
  },
  'body-too-large': {
    status: 413,
    title: 'The body is too large',
    todo: 'Send at most 1 MiB.',
    example: 'The body is larger than 1 MiB.',
  },
  'unsupported-media-type': {
    status: 415,
    title: 'The body has another media type',
    todo: 'Send the body under one of the media types that are named.',
    example: 'Send the body as application/merge-patch+json or application/json.',
  },
  'invalid-request': {
    status: 422,
    title: 'The request is not valid',
    todo: 'Correct what `errors` lists: `pointer` is a JSON pointer into the body, `parameter` a part of the address or a header.',
    example: 'name: Too big: expected string to have <=100 characters',
    facts: { errors: [{ pointer: '#/name', detail: 'Too big: expected string to have <=100 characters' }] },
  },
  'idempotency-key-reused': {
    status: 422,
    title: 'The Idempotency-Key belongs to another request',
    todo: 'Make a new key for each request, and use it again only to repeat that very request.',
    example: 'This Idempotency-Key was used for another request within the last 24 hours.',
  },
  'if-match-missing': {
    status: 428,
    title: 'Say which version you saw',
    todo: 'Read the resource, and send its `ETag` back as `If-Match` with the change.',
    example: 'Send the ETag that you saw as If-Match, so that nobody else\'s change is lost.',
  },
  'run-under-way': {
    status: 409,
    title: 'A run is under way',
    todo: 'Wait for its end, or drop it; its progress stands at `/api/v1/drift`.',
    example: 'A run of the tenant default is under way. Wait for its end, or drop it.',
  },
  'run-not-held': {
    status: 409,
    title: 'The run is not held',
    todo: 'Look at the state of the run: only one that waits for an operator can be approved.',
    example: 'The run 7f0f8d3c-6f0e-4a55-9c55-0d6b2f0a4a11 is done; only a run that is held can be approved.',
  },
  'too-many-requests': {
    status: 429,
    title: 'Too many requests',
    todo: 'Wait for the time in `Retry-After`. `RateLimit` says with every answer what is left.',
    example: 'At most 1200 requests in 60 s. Try again in 12 s.',
  },
  internal: {
    status: 500,
    title: 'Something went wrong',
    todo: 'Tell whoever runs this installation the trace id: the log has the rest.',
    example: 'It is logged under the trace id 0af7651916cd43dd8448eb211c80319c.',
  },
  'identity-provider-is-away': {
    status: 503,
    title: 'The identity provider does not answer',
    todo: 'Nothing is wrong with your token. Try again after the time in `Retry-After`; tokens of this installation work meanwhile.',
    example: 'Who you are cannot be checked: the identity provider does not answer as it should. Try again in a moment.',
  },
  'key-missing': {
    status: 503,
    title: 'A stored secret cannot be opened',
    todo: 'The key that it was sealed with is not configured. Put it back into LOCKSTEP_MASTER_KEYS, or enter the secret again.',
    example: 'The secret in integration.sealed_secret of 7f0f8d3c-6f0e-4a55-9c55-0d6b2f0a4a11 (tenant default) was sealed with the key "k1", which LOCKSTEP_MASTER_KEYS does not hold.',
  },
  'schema-misfit': {
    status: 503,
    title: 'The database is of another version',
    todo: 'Whoever runs this installation brings the database up to date, or runs the version that fits it. Nothing was changed.',
    example: 'The database is older than this version needs: the migration 20261121111429_first_tables is missing. Bring it up to date with "node tools/prisma.mjs migrate deploy", then start again.',
  },
  stopping: {
    status: 503,
    title: 'This process is about to stop',
    todo: 'Send the request to another one, or again after the time in `Retry-After`.',
    example: 'This process is about to stop and takes nothing new.',
  },
  'store-is-away': {
    status: 503,
    title: 'Try again in a moment',
    todo: 'The database does not answer. Nothing was changed; send the request again after the time in `Retry-After`.',
    example: 'The database cannot be reached. Try again in a moment; whatever was sent may be sent again.',
  },
  'too-many-streams': {
    status: 503,
    title: 'Try again in a moment',
    todo: 'This process holds as many event streams as it can. Open the stream again after the time in `Retry-After`, and close those that nobody reads.',
    example: 'No more streams can be opened here now. Try again in a moment.',
  },
} as const satisfies Record<string, Problem>;
