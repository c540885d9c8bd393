import { Devices, Doorbell, DriftFindings, Fleet, FleetList, HubSurvey, Sightings, SweepRuns, type Log, type Troubles } from '#core';
import type { AcceptEvent } from '../accept-event.js';
import { WatchedFleet, WatchedFleetList } from '../watched-fleet.js';
import { CompareAll } from './compare-all.js';
import { Confirm } from './confirm.js';
import { Judge } from './judge.js';
import { ListFleet } from './list-fleet.js';
import { Mend } from './mend.js';
import { SurveyHub } from './survey-hub.js';
import { SurveyWellHubs } from './survey-well-hubs.js';
import { Sweep } from './sweep.js';

/** Everything that a sweep reaches. */
export interface SweepPorts {
  runs: SweepRuns;
  sightings: Sightings;
  findings: DriftFindings;
  list: FleetList;
  fleet: Fleet;
  survey: HubSurvey;
  /** Is told when the fleet refuses the token. */
  troubles: Pick<Troubles, 'report'>;
  devices: Devices;
  doorbell: Doorbell;
  acceptEvent: AcceptEvent;
  log: Log;
}

/** A sweep with its phases, over these ports. */
export function openSweep({ runs, sightings, findings, list, fleet, survey: anyHubs, troubles, devices, doorbell, acceptEvent, log }: SweepPorts, intervalMs: number): Sweep {
  const survey = new SurveyWellHubs(anyHubs);
  const judge = new Judge(sightings, findings);
  const phases = {
    list: new ListFleet(new WatchedFleetList(list, troubles), sightings),
    survey: new SurveyHub(survey, sightings),
    compare: new CompareAll(sightings, findings, judge),
    confirm: new Confirm(new WatchedFleet(fleet, troubles), survey, { sightings, findings }, judge),
    mend: new Mend(findings, acceptEvent, devices, doorbell),
  };
  return new Sweep(runs, phases, log, intervalMs);
}
