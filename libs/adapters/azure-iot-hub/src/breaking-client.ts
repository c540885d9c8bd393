import { Breaker, ConnectionInTrouble, HubIsAway, HubRefusesCredentials, type Sign, type Trouble } from '#core';

import { throttlingOf, withoutSecrets } from './failure-of.js';
import type { HubClient, HubReply, HubRequest } from './hub-client.js';
import { readErrorCode } from './read-error-code.js';

export interface BreakingSettings {
  hostName: string;
  /** Opens a client that signs in anew. */
  open: () => Pick<HubClient, 'send'>;
  /** Is told when the hub is in trouble for all. */
  tell: (trouble: Trouble) => void;
}

/**
 * Sends calls while the hub is well, and holds them for a while when it is not. A sign-in that the hub refuses is made anew once
 * before that counts: a token may have run out, or a clock may have jumped.
 */
export class BreakingClient {
  #client: Pick<HubClient, 'send'>;

  constructor(
    private readonly settings: BreakingSettings,
    private readonly breaker = new Breaker({ away: 'hub-is-away', refused: 'hub-refuses-credentials' }),
  ) {
    this.#client = settings.open();
  }

  /** Throws HubRefusesCredentials or ConnectionInTrouble for a call that is held: also one that waited its turn since before the trouble, by `performance.now`. */
  assertNotHeld(since: number): void {
    const held = this.breaker.heldFor(since);
    if (held) throw held.reason === 'hub-refuses-credentials' ? new HubRefusesCredentials(held.detail, { isHeld: true }) : new ConnectionInTrouble(held, { isKnown: false });
  }

  /** Throws as the client does, and for a call that is held. An answer that opens the breaker, or comes in after that, says so by `forAll`. */
  async send(request: HubRequest): Promise<HubReply> {
    this.assertNotHeld(performance.now());
    try {
      const reply = await this.#sendSignedIn(request);
      const sign = signOf(reply);
      this.#note(sign, () => this.#detailOf(reply), devicesIn(request));
      return reply.kind !== 'ok' && sign === 'away' && this.breaker.held ? { ...reply, forAll: true } : reply;
    } catch (error) {
      if (error instanceof HubIsAway) this.#note('away', () => error.message);
      if (error instanceof HubRefusesCredentials) this.#note('refused', () => error.message);
      throw error;
    }
  }

  async #sendSignedIn(request: HubRequest): Promise<HubReply> {
    const client = this.#client;
    const reply = await client.send(request);
    if (signOf(reply) !== 'refused') return reply;
    // Whoever comes first signs in for all that were refused with it.
    if (this.#client === client) this.#client = this.settings.open();
    return this.#client.send(request);
  }

  #note(sign: Sign, detail: () => string, devices = 1): void {
    const trouble = this.breaker.note(sign, sign === 'well' ? '' : detail(), devices);
    if (trouble) this.settings.tell(trouble);
  }

  /** Names no device: it is the same for all. */
  #detailOf(reply: HubReply): string {
    const { hostName } = this.settings;
    switch (reply.kind) {
      case 'refused': {
        const { code } = readErrorCode(reply.body, reply.errorCodeHeader);
        return `The hub ${hostName} answers ${reply.status}${code ? ` ${code}` : ''}.`;
      }
      case 'no-answer':
        return `The hub ${hostName} does not answer (${reply.code ?? withoutSecrets(reply.message)}).`;
      default:
        return `What answers ${reply.status} is not the hub ${hostName}. Look for a proxy in between.`;
    }
  }
}

/** The body of a bulk is a list. */
const devicesIn = ({ body }: HubRequest): number => (Array.isArray(body) ? body.length : 1);

function signOf(reply: HubReply): Sign {
  if (reply.kind === 'ok') return 'well';
  if (reply.kind !== 'refused') return 'away';
  if (throttlingOf(reply, new Date())) return 'well';
  const { code } = readErrorCode(reply.body, reply.errorCodeHeader);
  if (code === 'TooManyDevices') return 'well';
  if ([401, 403].includes(reply.status) || code === 'IotHubNotFound') return 'refused';
  return reply.status >= 500 || reply.status === 408 || code === 'IotHubSuspended' ? 'away' : 'well';
}
