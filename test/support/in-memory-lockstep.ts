import type { DeviceKey, FleetStatus, Outcome } from '#core';
import {
  AcceptEvent,
  Apply,
  CONNECTION_STRING_KEY,
  ChangeIdentity,
  DeliverConnection,
  Gather,
  LookAtConfiguration,
  LookAtHub,
  ReconcileDevice,
} from '#lifecycle';
import { HUB_HOST, aFleetConnection, aHubConnection, aKey, anEvent, anOrigin } from './builders.js';
import { FakeDeviceHubs, type FakeDeviceHub } from './fake-device-hub.js';
import { FakeDevices } from './fake-devices.js';
import { FakeDoorbell } from './fake-doorbell.js';
import { FakeFleet } from './fake-fleet.js';
import { FakeInbox } from './fake-inbox.js';
import { FakeKeyring } from './fake-keyring.js';
import { FakeLog } from './fake-log.js';
import { HeldClock } from './held-clock.js';
import { PowerSupply } from './power-cut.js';

/** More passes than any device needs: whoever takes as many turns in circles. */
const MANY_PASSES = 40;

/** The use cases of the lifecycle on fakes alone: no server, no waiting. A device is accepted by event and fleet at once. */
export class InMemoryLockstep {
  readonly clock = new HeldClock();
  readonly devices = new FakeDevices(this.clock);
  readonly inbox = new FakeInbox(this.devices);
  readonly doorbell = new FakeDoorbell();
  readonly log = new FakeLog();
  readonly hubs = new FakeDeviceHubs();
  readonly fleet = new FakeFleet();
  readonly keyring = new FakeKeyring();
  readonly key: DeviceKey = aKey();
  /** Whether the device reports what was deployed to it. */
  reports = true;
  #events = 0;

  /** Both connections are set up, unless told otherwise. */
  constructor({ hub = true, fleet = true } = {}) {
    this.devices.hub = hub ? aHubConnection() : null;
    this.devices.fleet = fleet ? aFleetConnection() : null;
  }

  /** With a device that went through these one after the other; from here on the calls count. */
  static async after(...statuses: FleetStatus[]): Promise<InMemoryLockstep> {
    const lockstep = new InMemoryLockstep();
    for (const status of statuses) {
      await lockstep.say(status);
      await lockstep.settle();
    }
    lockstep.forgetCalls();
    return lockstep;
  }

  get hub(): FakeDeviceHub {
    return this.hubs.at(HUB_HOST);
  }

  /** What the hub has the device for. */
  get hubStatus(): 'enabled' | 'disabled' | 'none' {
    return this.hub.identityOf(this.key.deviceId)?.status ?? 'none';
  }

  /** The connection string that stands in the device's configuration. */
  get delivered(): string | undefined {
    return this.fleet.configuredFor(this.key)?.[CONNECTION_STRING_KEY];
  }

  /** Whether an event ever named the device. */
  get isKnown(): boolean {
    return this.devices.has(this.key);
  }

  get record() {
    return this.devices.rowOf(this.key).record;
  }

  /** The lines of the device's story in short. */
  get story(): string[] {
    return this.devices.rowOf(this.key).story.map(({ kind, step, reason }) => `${kind} ${step ?? reason}`);
  }

  get hubCalls(): string[] {
    return this.hub.calls.map(({ verb }) => verb);
  }

  get fleetCalls(): string[] {
    return this.fleet.calls.map(({ verb }) => verb);
  }

  forgetCalls(): void {
    this.hub.calls.length = 0;
    this.fleet.calls.length = 0;
  }

  /** The administrators decide, and the event of it comes in. */
  async say(status: FleetStatus): Promise<void> {
    this.fleet.setStatus(this.key, status);
    await this.tell(status);
  }

  /** An event comes in, whatever the fleet itself says. */
  async tell(status: FleetStatus): Promise<void> {
    this.clock.advance(1);
    const event = anEvent({ id: `event-${++this.#events}`, deviceId: this.key.deviceId, status, occurredAt: this.clock.now() });
    const accept = new AcceptEvent(this.inbox, this.doorbell, this.log);
    await accept.run({ origin: anOrigin(), read: { kind: 'readable', event }, raw: new Uint8Array() });
  }

  /** One pass, in a process on this power supply. */
  pass(supply = new PowerSupply()): Promise<Outcome> {
    return this.worker(supply).run(this.key);
  }

  /** A worker on this power supply. */
  worker(supply = new PowerSupply()): ReconcileDevice {
    const devices = supply.feed(this.devices);
    const hubs = supply.feedHubs(this.hubs);
    const fleet = supply.feed(this.fleet);
    const keyring = supply.feed(this.keyring);
    return new ReconcileDevice(
      devices,
      new Gather(fleet, new LookAtHub(hubs, keyring), new LookAtConfiguration(fleet, keyring), this.clock),
      new Apply(devices, new ChangeIdentity(hubs, keyring), new DeliverConnection(fleet), this.clock),
      this.clock,
    );
  }

  /** Pass after pass, with the waits that are asked for, until the device is at rest or dead, or nothing but a sweep can help it. Answers with how that was. */
  async settle(): Promise<Outcome> {
    const retryAt = this.devices.has(this.key) ? this.devices.rowOf(this.key).retryAt : null;
    if (retryAt !== null) this.clock.advance(Math.max(0, retryAt - this.clock.now().getTime()));
    for (let passes = 0; passes < MANY_PASSES; passes++) {
      const outcome = await this.pass();
      if (outcome.kind === 'in-sync' || outcome.kind === 'dead' || outcome.reason === 'gone-without-a-word') return outcome;
      if (outcome.kind === 'wait') {
        if (outcome.reason === 'not-reported-yet' && this.reports) this.fleet.report(this.key);
        this.clock.advance(outcome.afterMs);
      }
    }
    throw new Error(`After ${MANY_PASSES} passes the device still moves: ${this.story.slice(-12).join(', ')}.`);
  }
}
