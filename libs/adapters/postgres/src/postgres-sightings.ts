import { FleetStatus, Sightings, type DriftClass, type HubCounts, type ListedDevice, type Reach, type SurveyPage, type SweepRun, type Trio } from '#core';
import type { Database } from './database.js';
import { tagRows } from './postgres-seen-tags.js';
import { COUNT_FLEET, FORGET_HUB_SIGHTS, HUB_AS_HELD, LEARN_ETAGS, NOTE_FLEET, NOTE_HUB, REACH, TRIOS, TRIOS_OF } from './sighting-statements.js';
import { NOTE_TAGS_OF_INDEX } from './tag-statements.js';

interface TrioRow {
  deviceId: string;
  listedAs: string | null;
  createdAt: Date | null;
  hubStatus: 'enabled' | 'disabled' | null;
  hubEtag: string | null;
  isOurs: boolean | null;
  told: string | null;
  fleetStatus: string | null;
  heldKind: string | null;
  heldStatus: string | null;
  heldEtag: string | null;
  isDerived: boolean;
  isDelivered: boolean | null;
  rests: boolean | null;
  hasNews: boolean;
}

export class PostgresSightings extends Sightings {
  constructor(private readonly database: Database) {
    super();
  }

  override async noteFleet({ id }: SweepRun, devices: readonly ListedDevice[]): Promise<void> {
    await this.database.run(NOTE_FLEET, [id, devices.map(({ deviceId }) => deviceId), devices.map(({ status }) => status), devices.map(({ createdAt }) => createdAt)]);
  }

  override async listed({ id }: SweepRun): Promise<number> {
    const [row] = await this.database.run<{ count: number }>(COUNT_FLEET, [id]);
    return row!.count;
  }

  override async noteHub({ id, tenantId }: SweepRun, entries: SurveyPage['entries']): Promise<void> {
    await this.database.run(NOTE_HUB, [
      id,
      entries.map(({ deviceId }) => deviceId),
      entries.map(({ status }) => status),
      entries.map(({ etag }) => etag),
      entries.map(({ isOurs }) => isOurs),
    ]);
    await this.database.run(NOTE_TAGS_OF_INDEX, [tenantId, tagRows(entries)]);
  }

  override async forgetHub({ id }: SweepRun): Promise<void> {
    await this.database.run(FORGET_HUB_SIGHTS, [id]);
  }

  override async hubAsHeld({ tenantId, id }: SweepRun): Promise<HubCounts & { surveyedAgoMs: number | null }> {
    const [row] = await this.database.run<HubCounts & { surveyedAgoMs: number | null }>(HUB_AS_HELD, [tenantId, id]);
    return row!;
  }

  override async trios({ tenantId, id }: SweepRun, { after, limit }: { after: string | null; limit: number }): Promise<Trio[]> {
    return (await this.database.run<TrioRow>(TRIOS, [tenantId, id, after ?? '', limit])).map(trioOf);
  }

  override async triosOf({ tenantId, id }: SweepRun, deviceIds: readonly string[]): Promise<Trio[]> {
    return (await this.database.run<TrioRow>(TRIOS_OF, [tenantId, id, deviceIds])).map(trioOf);
  }

  override async reach({ tenantId, id, fleet }: SweepRun, classes: readonly DriftClass[]): Promise<Reach> {
    const [row] = await this.database.run<Omit<Reach, 'fleet'>>(REACH, [tenantId, id, classes]);
    return { fleet, ...row! };
  }

  override async learnEtags({ tenantId, id }: SweepRun): Promise<void> {
    await this.database.run(LEARN_ETAGS, [tenantId, id]);
  }
}

const trioOf = (row: TrioRow): Trio => ({
  deviceId: row.deviceId,
  fleet: row.listedAs === null ? null : { status: FleetStatus.parse(row.listedAs), createdAt: row.createdAt },
  hub: row.hubStatus === null ? null : { status: row.hubStatus, etag: row.hubEtag, isOurs: row.isOurs === true },
  held: row.told === null ? null : heldOf(row, row.told),
});

const heldOf = (row: TrioRow, told: string): NonNullable<Trio['held']> => ({
  told: FleetStatus.parse(told),
  fleetStatus: row.fleetStatus === null ? null : FleetStatus.parse(row.fleetStatus),
  hub: row.heldKind === 'present' ? (row.heldStatus === 'enabled' ? 'enabled' : 'disabled') : row.heldKind === 'absent' ? 'absent' : 'unseen',
  etag: row.heldEtag,
  isDerived: row.isDerived,
  isDelivered: row.isDelivered !== false,
  rests: row.rests === true,
  hasNews: row.hasNews,
});
