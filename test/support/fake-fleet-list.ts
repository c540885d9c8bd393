import { FleetList, FleetRefusesCredentials, type FleetConnection, type ListedDevice, type ListedStatus } from '#core';

const PAGE = 500;

/** A list of a fleet in memory, by offset, as a fleet manager has it. */
export class FakeFleetList extends FleetList {
  /** What is in the fleet, by id. */
  readonly devices = new Map<string, Omit<ListedDevice, 'deviceId'>>();
  /** Called before each page, so that a test may move the fleet while it is read. */
  beforePage: (status: ListedStatus, page: number) => void = () => undefined;

  constructor(private readonly token: string | null = null) {
    super();
  }

  override async count(connection: FleetConnection, status: ListedStatus): Promise<number> {
    this.#signIn(connection);
    return this.#of(status).length;
  }

  override async page(connection: FleetConnection, status: ListedStatus, page: number): Promise<{ devices: ListedDevice[]; isLast: boolean }> {
    this.#signIn(connection);
    this.beforePage(status, page);
    const devices = this.#of(status).slice((page - 1) * PAGE, page * PAGE);
    return { devices, isLast: devices.length < PAGE };
  }

  #of(status: ListedStatus): ListedDevice[] {
    return [...this.devices].filter(([, device]) => device.status === status).map(([deviceId, device]) => ({ deviceId, ...device })).sort((one, other) => (one.deviceId < other.deviceId ? -1 : 1));
  }

  #signIn(connection: FleetConnection): void {
    if (this.token !== null && connection.token.reveal() !== this.token) throw new FleetRefusesCredentials('The fake fleet refuses our token. Put in a valid one.');
  }
}
