import { Injectable } from '@nestjs/common';
import { ReceiverAddresses, Receivers } from '#core';
import { ChangeCredentials, ConnectHub } from '#integrations';
import { AllIntegrations, asNotFound } from './all-integrations.js';
import { readCredentials, type MenderCredentials, type NewMenderIntegration } from './integration-bodies.js';

/** Makes an integration of what Mender calls one. A tenant has one at most, whichever it is. */
@Injectable()
export class AddIntegration {
  constructor(
    private readonly connectHub: ConnectHub,
    private readonly receivers: Receivers,
    private readonly addresses: ReceiverAddresses,
  ) {}

  /** Answers with its id. Throws IntegrationAlreadyThere, HubAlreadyConnected, and as `readCredentials` does. */
  async run(tenantId: string, { provider, credentials, description }: NewMenderIntegration): Promise<string> {
    const read = readCredentials(provider, credentials);
    if (read.provider === 'webhook') {
      await this.addresses.check(read.receiver.url);
      return (await this.receivers.add(tenantId, { ...read.receiver, description })).id;
    }
    return (await this.connectHub.run(tenantId, read.target, { description, alone: true })).id;
  }
}

/** Puts other credentials into an integration. Those of another hub move every device: Mender has no word to ask for a confirmation with. */
@Injectable()
export class ReplaceCredentials {
  constructor(
    private readonly all: AllIntegrations,
    private readonly changeCredentials: ChangeCredentials,
    private readonly receivers: Receivers,
    private readonly addresses: ReceiverAddresses,
  ) {}

  /** Throws MenderError 404, and as `readCredentials` does: for credentials of another provider too, which iot-manager would take. */
  async run(tenantId: string, id: string, credentials: MenderCredentials): Promise<void> {
    const found = await this.all.find(tenantId, id);
    const read = readCredentials(found.provider, credentials);
    if (found.provider === 'webhook' && read.provider === 'webhook') {
      await this.addresses.check(read.receiver.url);
      await this.receivers.change(tenantId, found.receiver.id, read.receiver).catch(asNotFound);
    } else if (found.provider === 'iot-hub' && read.provider === 'iot-hub') {
      await this.changeCredentials.run({ tenantId, id: found.hub.id, revision: null }, read.target, { confirmed: true }).catch(asNotFound);
    }
  }
}
