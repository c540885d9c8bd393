/** A request that cannot be granted as it stands, with a stable code. The text says what is wrong and what to do. */
export abstract class Refusal extends Error {
  abstract readonly code: string;
  /** What a program may want to know beside the text. Goes out with it, so never a secret. */
  readonly facts: Readonly<Record<string, unknown>> = {};

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** What was named does not exist, or the caller may not know that it does. */
export class NotFound extends Refusal {
  readonly code = 'not-found';
}

/** The caller did not prove who it is. */
export class NotAuthenticated extends Refusal {
  readonly code = 'not-authenticated';
}

/** The caller may not do this. */
export class NotPermitted extends Refusal {
  readonly code = 'not-permitted';
}

/** A request that a cookie signs came without the header that only our own pages send. */
export class CrossSiteRequest extends Refusal {
  readonly code = 'cross-site-request';
}

/** The caller asks more often than it may. When to try again is said beside it. */
export class TooManyRequests extends Refusal {
  readonly code = 'too-many-requests';
}

/** Whoever could say who the caller is does not answer. That is not the caller's fault, and no refusal of its token. */
export class IdentityProviderIsAway extends Refusal {
  readonly code = 'identity-provider-is-away';
}

/** One thing that is wrong with a request: where, as a JSON pointer into the body or the name of a parameter, and what. */
export interface Flaw {
  pointer?: string;
  parameter?: string;
  detail: string;
}

/** What the caller sent does not have the form that was asked for. */
export class InvalidRequest extends Refusal {
  readonly code = 'invalid-request';
  override readonly facts: { errors?: readonly Flaw[] };

  constructor(message: string, errors: readonly Flaw[] = []) {
    super(message);
    this.facts = errors.length > 0 ? { errors } : {};
  }
}

/** A tenant has one hub connection; it has to be removed before another can be made. */
export class HubAlreadyConnected extends Refusal {
  readonly code = 'hub-already-connected';
}

/** The host is not on the list of hubs that this installation may talk to. */
export class HostNotAllowed extends Refusal {
  readonly code = 'host-not-allowed';
}

/** The database cannot be reached. Nothing was accepted; the sender should try again. */
export class StoreIsAway extends Refusal {
  readonly code = 'store-is-away';
}
