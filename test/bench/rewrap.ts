import { randomBytes } from 'node:crypto';
import { loadavg } from 'node:os';
import { Database, PostgresSealedSecrets, Sealing, TenantSeeds } from '#adapters/postgres';
import { DEFAULT_TENANT, Secret } from '#core';
import { aMasterKey } from '../support/store.js';
import { startPostgres } from '../support/postgres.js';
import { perSecond, spreadOf } from './figures.js';

const CHUNK = 5_000;
/** The goal: this many records in a minute. */
const GOAL = { records: 100_000, ms: 60_000 };

const INSERT = `
  INSERT INTO device (tenant_id, device_id, told_status, told_at, told_event_id, generation, settled, hub_kind, key_number, key_source, adopted_key)
  SELECT $1, id, 'accepted', now(), 'e', 1, 1, 'present', 1, 'adopted', sealed FROM unnest($2::text[], $3::bytea[]) AS d(id, sealed)`;

/**
 * Records a second that a rewrap seals anew, beside the bare sealing of as many values in memory, which is what no database could
 * make faster. Every round goes on to another key. False when the goal was missed.
 */
export async function benchRewrap({ records, rounds }: { records: number; rounds: number }, print: (line: string) => void): Promise<boolean> {
  const postgres = await startPostgres({ durable: true });
  const database = new Database({ url: await postgres.database(), connections: 4 });
  const keys = Array.from({ length: rounds + 1 }, (_, n) => aMasterKey(`k${n}`));
  try {
    await plant(database, new Sealing([keys[0]!]), records);
    const [whole, bare]: [number[], number[]] = [[], []];
    for (let round = 1; round <= rounds; round++) {
      const sealing = new Sealing([keys[round]!, keys[round - 1]!]);
      bare.push(sealInMemory(sealing, new Sealing([keys[round - 1]!]), records));
      const began = performance.now();
      const done = await new PostgresSealedSecrets(database, sealing).rewrap();
      const seconds = (performance.now() - began) / 1000;
      whole.push(done.records / seconds);
      print(`  round ${round}: ${done.records} records in ${seconds.toFixed(1)} s, load ${loadavg()[0]!.toFixed(1)}`);
    }
    const [through, memory] = [spreadOf(whole), spreadOf(bare)];
    const goalMs = (1000 * GOAL.records) / through.median;
    print(`rewrap: ${perSecond(through)}; sealing alone, in memory: ${perSecond(memory)}`);
    print(`${GOAL.records} records would take ${(goalMs / 1000).toFixed(1)} s; the goal is ${GOAL.ms / 1000} s`);
    return goalMs <= GOAL.ms;
  } finally {
    await database.close();
    await postgres.stop();
  }
}

async function plant(database: Database, sealing: Sealing, records: number): Promise<void> {
  await new TenantSeeds(database, sealing).ensure(DEFAULT_TENANT);
  for (let from = 0; from < records; from += CHUNK) {
    const ids = Array.from({ length: Math.min(CHUNK, records - from) }, (_, n) => `pump-${from + n}`);
    await database.run({ name: 'bench-plant', text: INSERT }, [DEFAULT_TENANT, ids, ids.map((id) => sealing.seal(aKeyOf(), placeOf(id)))]);
  }
}

function sealInMemory(newer: Sealing, older: Sealing, records: number): number {
  const place = placeOf('pump-0');
  const envelope = older.seal(aKeyOf(), place);
  const began = performance.now();
  for (let n = 0; n < records; n++) newer.seal(newer.open(envelope, place), place);
  return (1000 * records) / (performance.now() - began);
}

const aKeyOf = (): Secret => new Secret(randomBytes(32).toString('base64'));

const placeOf = (row: string) => ({ tenantId: DEFAULT_TENANT, table: 'device', column: 'adopted_key', row });
