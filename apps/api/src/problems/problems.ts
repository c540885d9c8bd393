/** What can go wrong with a request, under a code that stays what it is. */
export interface Problem {
  status: number;
  title: string;
  /** For whoever meets it: what to do. */
  todo: string;
  /** What `detail` says, for example. */
  example: string;
  /** Members beside those of RFC 9457, for example. */
  facts?: Readonly<Record<string, unknown>>;
}

/** Every problem that the API answers with. The only place that knows status codes; a page of each is in docs/problems. */
export const PROBLEMS = {
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
  'not-found': {
    status: 404,
    title: 'Nothing here',
    todo: 'Check the id. What exists and what you may not see answer alike.',
    example: 'There is no device pump-7 that you may see.',
  },
  'hub-already-connected': {
    status: 409,
    title: 'A hub is connected already',
    todo: 'A tenant has one hub. Change the credentials of its integration, or remove it first.',
    example: 'The tenant default is connected to hub.azure-devices.net already. Remove that connection first.',
  },
  'integration-in-use': {
    status: 409,
    title: 'Devices are in this hub',
    todo: 'Decommission the devices first, or remove the integration with `?detach=true`: then the hub stays as it is and is forgotten here.',
    example: '12 devices are kept in the hub hub.azure-devices.net. Decommission them first, or add ?detach=true to leave the hub as it is.',
    facts: { devices: 12 },
  },
  'hub-would-change': {
    status: 409,
    title: 'These are the credentials of another hub',
    todo: 'Read the plan. Repeat the request with `?confirm=true` to move every device; what is in the old hub stays there.',
    example:
      'These credentials are of new.azure-devices.net, not of old.azure-devices.net: 12 accepted devices would be provisioned there with new keys, and 12 identities would stay behind as they are. Add ?confirm=true to do it.',
    facts: { plan: { from: 'old.azure-devices.net', to: 'new.azure-devices.net', toProvision: 12, leftBehind: 12 } },
  },
  'idempotency-key-at-work': {
    status: 409,
    title: 'The same request is at work',
    todo: 'Wait for the answer to the first one, or repeat the request in a few seconds: then it gets the same answer.',
    example: 'A request with this Idempotency-Key is at work. Repeat it in a few seconds.',
  },
  'integration-stale': {
    status: 412,
    title: 'Somebody else changed the integration',
    todo: 'Read it again, look at what changed, and repeat your change with the new ETag.',
    example: 'The integration was changed since you read it: it is at version 4. Read it again and repeat your change.',
    facts: { currentVersion: 4 },
  },
  'body-too-large': {
    status: 413,
    title: 'The body is too large',
    todo: 'Send at most 1 MiB.',
    example: 'The body is larger than 1 MiB.',
  },
  'invalid-request': {
    status: 422,
    title: 'The request is not valid',
    todo: 'Correct what `errors` lists: `pointer` is a JSON pointer into the body, `parameter` a part of the address or a header.',
    example: 'name: Too big: expected string to have <=100 characters',
    facts: { errors: [{ pointer: '#/name', detail: 'Too big: expected string to have <=100 characters' }] },
  },
  'invalid-connection-string': {
    status: 422,
    title: 'The connection string is not valid',
    todo: 'Copy the connection string of a shared access policy from the portal: `HostName=…;SharedAccessKeyName=…;SharedAccessKey=…`.',
    example: 'The connection string has no SharedAccessKey.',
  },
  'host-not-allowed': {
    status: 422,
    title: 'The host may not be connected',
    todo: 'Check the host name. Whoever runs this installation can allow more hosts with LOCKSTEP_HUB_HOSTS.',
    example: 'The host hub.example is not among the hubs that may be connected (LOCKSTEP_HUB_HOSTS: *.azure-devices.net).',
  },
  'address-not-allowed': {
    status: 422,
    title: 'The address may not be asked',
    todo: 'Put in the address of the fleet manager itself. Private addresses are allowed; link-local ones and the platform services of clouds are not.',
    example: '169.254.169.254 is an address of the machine\'s own surroundings. Put in the address of the fleet manager; a private one is allowed.',
  },
  'masked-secret': {
    status: 422,
    title: 'This secret is masked',
    todo: 'Secrets are write-only: what is shown is their first characters. Leave the secret alone, or put in a new one.',
    example: 'This secret is masked, as we show it. Put in the secret itself; it cannot be read from here.',
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
  internal: {
    status: 500,
    title: 'Something went wrong',
    todo: 'Tell whoever runs this installation the trace id: the log has the rest.',
    example: 'It is logged under the trace id 0af7651916cd43dd8448eb211c80319c.',
  },
  'key-missing': {
    status: 503,
    title: 'A stored secret cannot be opened',
    todo: 'The key that it was sealed with is not configured. Put it back into LOCKSTEP_MASTER_KEYS, or enter the secret again.',
    example: 'The secret in integration.sealed_secret of 7f0f8d3c-6f0e-4a55-9c55-0d6b2f0a4a11 (tenant default) was sealed with the key "k1", which LOCKSTEP_MASTER_KEYS does not hold.',
  },
  'store-is-away': {
    status: 503,
    title: 'Try again in a moment',
    todo: 'The database does not answer. Nothing was changed; send the request again after the time in `Retry-After`.',
    example: 'The database cannot be reached. Try again in a moment; whatever was sent may be sent again.',
  },
} as const satisfies Record<string, Problem>;

export type ProblemCode = keyof typeof PROBLEMS;

export const isProblemCode = (code: string): code is ProblemCode => Object.hasOwn(PROBLEMS, code);

export const problemOf = (code: ProblemCode): Problem => PROBLEMS[code];

/** Where the page of a problem is, and so its type: a reference relative to the API's own address. */
export const problemType = (code: ProblemCode): string => `/problems/${code}`;

/** Problems of the frame below us, by the status that it gave them. Its own words are not repeated: they quote the address, which may hold anything. */
export const PROBLEM_BY_STATUS: Readonly<Record<number, { code: ProblemCode; detail: string }>> = {
  404: { code: 'not-found', detail: 'There is nothing at this address.' },
  413: { code: 'body-too-large', detail: 'The body is larger than 1 MiB.' },
};
