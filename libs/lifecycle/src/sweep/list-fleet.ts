import { FleetList, LISTED_STATUSES, Sightings, type FleetConnection, type RunClaim } from '#core';
import { enter, goOn, type Next, type Phase } from './phase.js';

/** A list that moves while it is read is read again, so often at most. */
const MAX_ROUNDS = 3;

interface Place {
  /** Which of the statuses. */
  at: number;
  page: number;
  round: number;
}

/** Notes every device that the fleet manager lists, status by status. The list is whole when as many were seen as the fleet counts. */
export class ListFleet implements Phase {
  constructor(
    private readonly list: FleetList,
    private readonly sightings: Sightings,
  ) {}

  async step({ run, fleet }: RunClaim): Promise<Next> {
    if (!fleet) return enter(run, 'survey');
    if (run.cursor === null) return goOn(run, { cursor: written({ at: 0, page: 1, round: 1 }), total: await this.#count(fleet) });

    const place = JSON.parse(run.cursor) as Place;
    const { devices, isLast } = await this.list.page(fleet, LISTED_STATUSES[place.at]!, place.page);
    if (devices.length > 0) await this.sightings.noteFleet(run, devices);
    const done = place.round === 1 ? run.done + devices.length : run.done;
    if (!isLast) return goOn(run, { cursor: written({ ...place, page: place.page + 1 }), done });
    if (place.at + 1 < LISTED_STATUSES.length) return goOn(run, { cursor: written({ ...place, at: place.at + 1, page: 1 }), done });

    const total = await this.#count(fleet);
    const listed = await this.sightings.listed(run);
    if (listed >= total) return enter(run, 'survey', { fleet: 'whole' });
    return place.round < MAX_ROUNDS ? goOn(run, { cursor: written({ at: 0, page: 1, round: place.round + 1 }), done: listed, total }) : enter(run, 'survey', { fleet: 'partly' });
  }

  giveUp({ run }: RunClaim): Promise<Next> {
    return Promise.resolve(enter(run, 'survey', { fleet: 'partly' }));
  }

  async #count(fleet: FleetConnection): Promise<number> {
    let total = 0;
    for (const status of LISTED_STATUSES) total += await this.list.count(fleet, status);
    return total;
  }
}

const written = (place: Place): string => JSON.stringify(place);
