import { DeviceHubs, HostNotAllowed, LANES, type DeviceHub, type HubBudgets, type HubConnection, type Lane, type NoteCall, type Trouble, type Troubles } from '#core';

import { AzureIotHub, type HubWays } from './azure-iot-hub.js';
import { BreakingClient } from './breaking-client.js';
import { lookUpGateway, lookUpPublicAddresses, type Gateway } from './choose-addresses.js';
import { isAllowedHost, plainHostName } from './host-allow-list.js';
import { BulkWriter, type BulkCost } from './governor/bulk-writer.js';
import { HubGovernor } from './governor/hub-governor.js';
import { HubLine } from './governor/hub-line.js';
import { HubAgent } from './hub-agent.js';
import { HubClient } from './hub-client.js';
import { signInToHub } from './sign-in-to-hub.js';

export interface AzureIotHubsSettings {
  /** The hubs that may be connected: host names, in which `*` stands for exactly one label. */
  allowedHosts: readonly string[];
  /** Dialled instead of every hub's own name; null dials the hubs themselves, and then only public addresses. */
  gateway: Gateway | null;
  /** The authority that signs the hub's certificate, PEM; null trusts the public ones. */
  caPem: string | null;
  /**
   * How long a call may take, milliseconds. A hub makes a call wait up to about 40 s before it refuses it, so less than 60 s
   * turns its patience into unknown outcomes. 75 s is a good value.
   */
  timeoutMs: number;
  /** Connections to one hub at a time. */
  maxSockets: number;
  /** What the hub counts a bulk call as. `per-device` is what its documentation says. */
  bulkCost: BulkCost;
  /** Told of every call once it is over. */
  onCall?: NoteCall;
}

interface Opened {
  revision: number;
  agent: HubAgent;
  governor: HubGovernor;
  ways: HubWays;
  /** One for each lane. */
  hubs: ReadonlyMap<Lane, DeviceHub>;
}

const HTTPS_PORT = 443;

/** Azure IoT Hubs. Keeps one opened hub a connection; another revision of the connection takes its place. */
export class AzureIotHubs extends DeviceHubs {
  readonly #opened = new Map<string, Opened>();

  constructor(
    private readonly settings: AzureIotHubsSettings,
    private readonly budgets: HubBudgets,
    /** Is told when a hub is in trouble for all its devices. */
    private readonly troubles: Pick<Troubles, 'report'>,
  ) {
    super();
  }

  /** Throws HostNotAllowed for a host that is not on the list. Sends nothing. */
  of(connection: HubConnection, lane: Lane = 'let-in', note?: NoteCall): DeviceHub {
    const { ways, hubs } = this.#openedFor(connection);
    return note ? new AzureIotHub(ways, lane, note) : hubs.get(lane)!;
  }

  /** The line to a hub, for calls that are no verb of `DeviceHub`. Throws HostNotAllowed. */
  lineOf(connection: HubConnection): HubLine {
    return this.#openedFor(connection).ways.line;
  }

  override letGo(): void {
    for (const { governor } of this.#opened.values()) governor.close();
  }

  /** Ends every connection, calls under way included. */
  close(): void {
    for (const { agent } of this.#opened.values()) agent.destroy();
    this.#opened.clear();
  }

  #openedFor(connection: HubConnection): Opened {
    const kept = this.#opened.get(connection.id);
    if (kept?.revision === connection.revision) return kept;

    // The older one is let go, not cut: calls under way end as they may, and its idle connections close by themselves.
    const opened = this.#open(connection);
    this.#opened.set(connection.id, opened);
    return opened;
  }

  #open({ id, tenantId, hostName, edition, credentials, revision }: HubConnection): Opened {
    const { allowedHosts, gateway, caPem, timeoutMs, maxSockets, bulkCost, onCall } = this.settings;
    const host = plainHostName(hostName);
    if (host === null || !isAllowedHost(host, allowedHosts)) {
      throw new HostNotAllowed(`The host ${hostName.slice(0, 253)} is not on the list of hubs that may be connected. Add it to LOCKSTEP_HUB_HOSTS.`);
    }
    const lookup = gateway ? lookUpGateway(gateway) : lookUpPublicAddresses();
    const agent = new HubAgent({ port: gateway?.port ?? HTTPS_PORT, lookup, caPem, timeoutMs, maxSockets });
    const governor = new HubGovernor({ id, hostName: host, edition }, this.budgets);
    const open = (): HubClient => new HubClient(host, signInToHub(host, credentials, timeoutMs), agent, onCall);
    const tell = (trouble: Trouble): void => {
      // What could not be written down now is told again by a later call.
      this.troubles.report({ kind: 'hub', tenantId, id, revision }, trouble).catch(() => undefined);
    };
    const line = new HubLine(governor, new BreakingClient({ hostName: host, open, tell }));
    const ways = { hostName: host, line, writer: new BulkWriter(line, bulkCost) };
    return { revision, agent, governor, ways, hubs: new Map(LANES.map((lane) => [lane, new AzureIotHub(ways, lane)])) };
  }
}
