import { ConnectionInTrouble, HubSurvey, type HubConnection, type HubCounts, type HubEntry, type SurveyPage } from '#core';

/** Surveys of hubs that are well. One that is known to be in trouble is not called, whoever asks: the probe looks when that is over. */
export class SurveyWellHubs extends HubSurvey {
  constructor(private readonly survey: HubSurvey) {
    super();
  }

  override async counts(connection: HubConnection): Promise<HubCounts> {
    return this.survey.counts(well(connection));
  }

  override async page(connection: HubConnection, cursor: string | null): Promise<SurveyPage> {
    return this.survey.page(well(connection), cursor);
  }

  override async look(connection: HubConnection, deviceId: string): Promise<HubEntry | null> {
    return this.survey.look(well(connection), deviceId);
  }
}

function well(connection: HubConnection): HubConnection {
  if (connection.trouble) throw new ConnectionInTrouble(connection.trouble, { isKnown: true });
  return connection;
}
