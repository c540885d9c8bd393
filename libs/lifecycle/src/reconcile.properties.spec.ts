// Real: the whole pass. Not real: everything behind its ports. Histories are random; each failure names its seed.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { FleetIsAway, FleetIsBusy, FleetStatus, HubIsAway, HubIsBusy, HubOutcomeUnknown, type Failure } from '#core';
import { InMemoryLockstep } from '../../../test/support/in-memory-lockstep.js';
import { PowerSupply } from '../../../test/support/power-cut.js';
import { CONNECTION_STRING_KEY } from './look-at-configuration.js';

const RUNS = { numRuns: 1_500 };

/** What comes to pass; before most of it the fleet says something, so that the pass has something to do. */
type Deed =
  | { kind: 'tell'; status: FleetStatus }
  | { kind: 'settle' | 'pass'; said: FleetStatus | null }
  | { kind: 'power-cut'; said: FleetStatus | null; call: number; when: 'before' | 'after' }
  | { kind: 'stall'; said: FleetStatus | null; call: number; meanwhile: FleetStatus | null }
  | { kind: 'hub-fails'; said: FleetStatus | null; failure: Failure }
  | { kind: 'answer-lost'; said: FleetStatus | null; verb: 'create' | 'setStatus' | 'setKeys' | 'remove' }
  | { kind: 'fleet-fails'; said: FleetStatus | null; failure: Failure; when: 'before' | 'after' }
  | { kind: 'rotate' }
  | { kind: 'rival'; deed: 'disables' | 'makes-anew' | 'deletes' };

const statuses = fc.constantFrom(...FleetStatus.options, 'accepted' as const, 'accepted' as const);
const said = fc.option(statuses, { nil: null });
const call = fc.integer({ min: 1, max: 14 });
const when = fc.constantFrom('before' as const, 'after' as const);
const hubFailure = fc.constantFrom(new HubIsBusy(5_000, 'Slow down.'), new HubIsAway('Away.'), new HubOutcomeUnknown('No answer came.'));
const fleetFailure = fc.constantFrom(new FleetIsAway('Away.'), new FleetIsBusy(5_000, 'Slow down.'));

const own: fc.Arbitrary<Deed>[] = [
  fc.record({ kind: fc.constant('tell' as const), status: statuses }),
  fc.record({ kind: fc.constantFrom('settle' as const, 'pass' as const), said }),
  fc.record({ kind: fc.constant('power-cut' as const), said, call, when }),
  fc.record({ kind: fc.constant('hub-fails' as const), said, failure: hubFailure }),
  fc.record({ kind: fc.constant('answer-lost' as const), said, verb: fc.constantFrom('create' as const, 'setStatus' as const, 'setKeys' as const, 'remove' as const) }),
  fc.record({ kind: fc.constant('rotate' as const) }),
  fc.record({ kind: fc.constant('fleet-fails' as const), said, failure: fleetFailure, when }),
];
const stalls: fc.Arbitrary<Deed> = fc.record({ kind: fc.constant('stall' as const), said, call, meanwhile: said });
const rivals: fc.Arbitrary<Deed> = fc.record({ kind: fc.constant('rival' as const), deed: fc.constantFrom('disables' as const, 'makes-anew' as const, 'deletes' as const) });

const history = (...deeds: fc.Arbitrary<Deed>[]): fc.Arbitrary<Deed[]> => fc.array(fc.oneof(...deeds), { maxLength: 10 });

/** Until the lease of a pass that died has run out, and a wait that was asked for is over. */
const rest = ({ clock }: InMemoryLockstep): void => clock.advance(20_000);

const passed = async (lockstep: InMemoryLockstep, supply?: PowerSupply): Promise<void> => void (await lockstep.pass(supply).catch(() => undefined));

/** The pass is held up at a call until its lease is gone and another pass was made; then it goes on as if nothing had been. */
async function stall(lockstep: InMemoryLockstep, { call, said, meanwhile }: Extract<Deed, { kind: 'stall' }>): Promise<void> {
  let made = 0;
  const supply = new PowerSupply(null, async () => {
    if (++made !== call) return;
    rest(lockstep);
    if (meanwhile && said !== 'decommissioned') await lockstep.say(meanwhile);
    await passed(lockstep);
  });
  await passed(lockstep, supply);
}

async function live(lockstep: InMemoryLockstep, deed: Deed): Promise<void> {
  if ('said' in deed && deed.said) await lockstep.say(deed.said);
  await happen(lockstep, deed);
  // A decommission and an acceptance in one pass are one acceptance: that the configuration was emptied between, no pass can see.
  const said = ['said' in deed && deed.said, 'meanwhile' in deed && deed.meanwhile];
  if (said.includes('decommissioned')) await lockstep.settle();
}

async function happen(lockstep: InMemoryLockstep, deed: Deed): Promise<void> {
  const { hub, fleet, key } = lockstep;
  switch (deed.kind) {
    case 'tell':
      return lockstep.tell(deed.status);
    case 'settle':
      return void (await lockstep.settle());
    case 'pass':
      return passed(lockstep);
    case 'power-cut':
      await passed(lockstep, new PowerSupply(deed));
      return rest(lockstep);
    case 'stall':
      await stall(lockstep, deed);
      return rest(lockstep);
    case 'hub-fails':
      hub.failNext(deed.failure);
      await passed(lockstep);
      return rest(lockstep);
    case 'answer-lost':
      hub.loseNextAnswer(deed.verb);
      await passed(lockstep);
      return rest(lockstep);
    case 'fleet-fails':
      fleet.failWith(deed.failure, deed.when);
      await passed(lockstep);
      fleet.recover();
      return rest(lockstep);
    case 'rotate':
      if (lockstep.isKnown) lockstep.devices.rotate(key);
      return;
    case 'rival':
      return interfere(lockstep, deed.deed, key.deviceId);
  }
}

async function interfere({ hub }: InMemoryLockstep, deed: 'disables' | 'makes-anew' | 'deletes', deviceId: string): Promise<void> {
  const found = hub.identityOf(deviceId);
  if (deed === 'disables' && found) hub.plant(deviceId, { status: 'disabled' });
  if (deed !== 'disables' && found) await hub.remove(deviceId, found.etag).catch(() => undefined);
  if (deed === 'makes-anew') hub.plant(deviceId, { authentication: { kind: 'keys', primary: 'Zm9yZWlnbg==', secondary: 'Zm9yZWlnbi0y' } });
}

/** After the last word of the fleet, and without any more trouble, all is as it was said. */
async function expectConverged(lockstep: InMemoryLockstep, last: FleetStatus): Promise<void> {
  const { hub, fleet, key } = lockstep;
  rest(lockstep);
  await lockstep.say(last);
  await lockstep.settle();
  const identity = hub.identityOf(key.deviceId);
  const found = identity?.status ?? 'none';

  const fitting = { accepted: ['enabled'], preauthorized: ['enabled', 'none'], decommissioned: ['none'] } as Partial<Record<FleetStatus, string[]>>;
  expect(fitting[last] ?? ['disabled', 'none']).toContain(found);
  if (last !== 'accepted') return;
  const held = fleet.configuredFor(key);
  expect(held).toMatchObject({ timezone: 'UTC' });
  expect(identity?.authentication).toMatchObject({ kind: 'keys', primary: /SharedAccessKey=(.*)$/.exec(held?.[CONNECTION_STRING_KEY] ?? '')?.[1] });
}

/** Lives through a history, with something of somebody else's in the configuration all the time. */
async function lived(deeds: readonly Deed[]): Promise<InMemoryLockstep> {
  const lockstep = new InMemoryLockstep();
  for (const deed of deeds) await live(lockstep, deed);
  lockstep.fleet.configure(lockstep.key, { timezone: 'UTC' });
  // Failures that were ordered and did not come yet are not to come later.
  for (let call = 0; call < 12; call++) await lockstep.hub.read('nobody').catch(() => undefined);
  lockstep.hub.loseNextAnswer('remove');
  await lockstep.hub.remove('nobody', 'MQ==').catch(() => undefined);
  return lockstep;
}

describe('a device, after any history', () => {
  it('ends as the fleet says, through power cuts, lost answers and failures of hub and fleet', async () => {
    await fc.assert(
      fc.asyncProperty(history(...own), statuses, async (deeds, last) => {
        await expectConverged(await lived(deeds), last);
      }),
      RUNS,
    );
  });

  it('ends as the fleet says when passes stall until another has the device', async () => {
    await fc.assert(
      fc.asyncProperty(history(...own, stalls, stalls), statuses, async (deeds, last) => {
        await expectConverged(await lived(deeds), last);
      }),
      RUNS,
    );
  });

  it('ends as the fleet says when somebody else changes the hub and an operator wakes the device then', async () => {
    await fc.assert(
      fc.asyncProperty(history(...own, stalls, rivals, rivals), statuses, async (deeds, last) => {
        const lockstep = await lived(deeds);
        await lockstep.devices.wake(lockstep.key);
        await expectConverged(lockstep, last);
      }),
      RUNS,
    );
  });
});
