import { EventSources, type EventSourceKind, type EventSourceSummary, type Secret } from '#core';

/** A source with the secret that was just made for it. */
export interface RotatedSource {
  source: EventSourceSummary;
  secret: Secret;
}

/** Gives an event source a new secret while the old one goes on being valid for a while, so that no webhook is refused meanwhile. */
export class RotateSecret {
  constructor(
    private readonly sources: EventSources,
    private readonly newSecretFor: (kind: EventSourceKind) => Secret,
  ) {}

  /** `overlapMs` is how long the old secret stays valid; 0 ends it within a second. The secret cannot be read again. Throws NotFound. */
  async run(tenantId: string, id: string, overlapMs: number): Promise<RotatedSource> {
    const { kind } = await this.sources.find(tenantId, id);
    const secret = this.newSecretFor(kind);
    return { source: await this.sources.rotate(tenantId, id, secret, overlapMs), secret };
  }
}
