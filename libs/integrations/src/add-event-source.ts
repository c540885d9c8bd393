import { Connections, InvalidRequest, type EventSource, type EventSourceKind, type Secret } from '#core';

/** Opens the door for a sender of webhooks. */
export class AddEventSource {
  constructor(
    private readonly connections: Connections,
    private readonly newSecretFor: (kind: EventSourceKind) => Secret,
  ) {}

  /** A secret is made when none is given. It is in the answer and cannot be read again. Throws InvalidRequest. */
  async run(tenantId: string, kind: EventSourceKind, given: Secret | null): Promise<EventSource> {
    if (given) checkSecret(kind, given);
    return this.connections.addEventSource(tenantId, kind, given ?? this.newSecretFor(kind));
  }
}

/** At least 16 bytes, in the form that the sender's side takes. */
function checkSecret(kind: EventSourceKind, secret: Secret): void {
  const form = kind === 'mender' ? /^(?:[0-9a-f]{2}){16,512}$/i : /^whsec_[A-Za-z0-9+/]{22,}={0,2}$/;
  if (!form.test(secret.reveal())) {
    throw new InvalidRequest(kind === 'mender' ? 'The secret must be at least 32 hexadecimal digits.' : 'The secret must be whsec_ and base64 of at least 16 bytes.');
  }
}
