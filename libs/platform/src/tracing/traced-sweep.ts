import { FleetList, HubSurvey, type FleetConnection, type HubConnection, type HubCounts, type HubEntry, type ListedDevice, type ListedStatus, type SurveyPage } from '#core';
import { inSpan } from './spans.js';

/** Surveys whose calls are spans, each with its wait for a turn. */
export class TracedSurvey extends HubSurvey {
  constructor(private readonly survey: HubSurvey) {
    super();
  }

  override counts(connection: HubConnection): Promise<HubCounts> {
    return span('hub survey counts', ofHub(connection), () => this.survey.counts(connection));
  }

  override page(connection: HubConnection, cursor: string | null): Promise<SurveyPage> {
    return span('hub survey page', ofHub(connection), () => this.survey.page(connection, cursor));
  }

  override look(connection: HubConnection, deviceId: string): Promise<HubEntry | null> {
    return span('hub survey look', { ...ofHub(connection), 'lockstep.device': deviceId }, () => this.survey.look(connection, deviceId));
  }
}

/** Lists of fleets whose calls are spans. */
export class TracedFleetList extends FleetList {
  constructor(private readonly list: FleetList) {
    super();
  }

  override count(connection: FleetConnection, status: ListedStatus): Promise<number> {
    return span('fleet list count', ofFleet(connection, status), () => this.list.count(connection, status));
  }

  override page(connection: FleetConnection, status: ListedStatus, page: number): Promise<{ devices: ListedDevice[]; isLast: boolean }> {
    return span('fleet list page', { ...ofFleet(connection, status), 'lockstep.page': page }, () => this.list.page(connection, status, page));
  }
}

const ofHub = ({ hostName, tenantId }: HubConnection) => ({ 'server.address': hostName, 'lockstep.tenant': tenantId });
const ofFleet = ({ tenantId }: FleetConnection, status: ListedStatus) => ({ 'lockstep.tenant': tenantId, 'lockstep.status': status });

const span = <T>(name: string, attributes: Record<string, string | number>, call: () => Promise<T>): Promise<T> => inSpan(name, { kind: 'client', attributes }, call);
