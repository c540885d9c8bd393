import type { RestApiClient } from 'azure-iothub/dist/common-http/rest_api_client.js';

import type { HubAgent } from './hub-agent.js';
import { sendOverSdk, type SdkCall, type SdkReply } from './send-over-sdk.js';
import type { SignIn, SignIns } from './sign-in-to-hub.js';

/**
 * Signs calls with the key that the hub took last. What it refuses was not done, so it may be sent again with the other key: then
 * either key of a policy can be regenerated at any time, and no call fails. Refused with both, the first refusal counts.
 * Source: Azure IoT Hub, "Control access with shared access signatures": a policy has two keys, and either opens.
 */
export class EitherKey {
  readonly #clients: readonly RestApiClient[];
  #used = 0;

  constructor(signIns: SignIns, open: (signIn: SignIn) => RestApiClient, agent: HubAgent) {
    this.#clients = signIns.map((signIn) => {
      const client = open(signIn);
      client.setOptions({ http: { agent } });
      return client;
    });
  }

  /** Answers with what came back, good or bad. Throws only where nothing was sent: a refused sign-in, a refused address. */
  async send(call: SdkCall): Promise<SdkReply> {
    const first = this.#used;
    const reply = await sendOverSdk(this.#clients[first]!, call);
    const other = (first + 1) % this.#clients.length;
    if (other === first || !isRefusedKey(reply)) return reply;

    const again = await sendOverSdk(this.#clients[other]!, call);
    if (isRefusedKey(again)) return reply;
    this.#used = other;
    return again;
  }
}

const isRefusedKey = (reply: SdkReply): boolean => reply.kind === 'refused' && reply.status === 401;
