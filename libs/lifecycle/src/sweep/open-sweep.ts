import { Deliveries, Devices, Doorbell, DriftFindings, Fleet, FleetList, HubSurvey, Sightings, SweepRuns, type Log, type Troubles } from '#core';
import type { AcceptEvent } from '../accept-event.js';
import { WatchFleetCalls } from '../watch-fleet-calls.js';
import { WatchedFleet, WatchedFleetList } from '../watched-fleet.js';
import { CompareAll } from './compare-all.js';
import { Confirm } from './confirm.js';
import { InspectConfigurations } from './inspect-configurations.js';
import { Judge } from './judge.js';
import { ListFleet } from './list-fleet.js';
import { Mend } from './mend.js';
import { SurveyHub } from './survey-hub.js';
import { SurveyWellHubs } from './survey-well-hubs.js';
import { Sweep } from './sweep.js';

/** Milliseconds. */
export interface SweepTimes {
  /** From the beginning of a sweep to that of the next. */
  intervalMs: number;
  /** How often the configuration of a device is looked at for a connection string that somebody overwrote; 0 never. */
  inspectMs: number;
}

/** Everything that a sweep reaches. */
export interface SweepPorts {
  runs: SweepRuns;
  sightings: Sightings;
  findings: DriftFindings;
  list: FleetList;
  fleet: Fleet;
  survey: HubSurvey;
  /** Is told when the fleet is away, or refuses the token. */
  troubles: Pick<Troubles, 'report'>;
  devices: Devices;
  deliveries: Deliveries;
  doorbell: Doorbell;
  acceptEvent: AcceptEvent;
  log: Log;
}

/** A sweep with its phases, over these ports. */
export function openSweep({ runs, sightings, findings, list, fleet: anyFleets, survey: anyHubs, troubles, devices, deliveries, doorbell, acceptEvent, log }: SweepPorts, { intervalMs, inspectMs }: SweepTimes): Sweep {
  const calls = new WatchFleetCalls(troubles);
  const fleet = new WatchedFleet(anyFleets, calls);
  const survey = new SurveyWellHubs(anyHubs);
  const judge = new Judge(sightings, findings);
  const phases = {
    list: new ListFleet(new WatchedFleetList(list, calls), sightings),
    survey: new SurveyHub(survey, sightings),
    compare: new CompareAll(sightings, findings, judge, { deliveries, everyMs: inspectMs }),
    confirm: new Confirm({ fleet, survey, configurations: new InspectConfigurations(fleet, deliveries) }, { sightings, findings }, judge),
    mend: new Mend(findings, acceptEvent, { devices, deliveries }, doorbell),
  };
  return new Sweep(runs, phases, log, intervalMs);
}
