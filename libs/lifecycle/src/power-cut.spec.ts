// Real: the whole pass. Not real: everything behind its ports, and the power.
import { describe, expect, it } from '@jest/globals';
import type { FleetStatus } from '#core';
import { InMemoryLockstep } from '../../../test/support/in-memory-lockstep.js';
import { PowerCut, PowerSupply, type PortCall } from '../../../test/support/power-cut.js';

const STEPS_OF: Readonly<Record<string, readonly string[]>> = {
  create: ['create-identity'],
  setStatus: ['set-status'],
  setKeys: ['add-key', 'promote-key'],
  remove: ['delete-identity'],
  writeConfiguration: ['deliver-connection'],
  deployConfiguration: ['deliver-connection'],
};

/** No pass of these makes more calls. */
const MOST_CALLS = 16;

interface Story {
  title: string;
  /** What was settled before. */
  before: (lockstep: InMemoryLockstep) => Promise<void>;
  /** What the pass that dies is about. */
  then: FleetStatus;
  hub: 'enabled' | 'disabled' | 'none';
}

const nothing = async (): Promise<void> => undefined;
const settled =
  (...statuses: FleetStatus[]) =>
  async (lockstep: InMemoryLockstep): Promise<void> => {
    for (const status of statuses) {
      await lockstep.say(status);
      await lockstep.settle();
    }
  };
const foreign =
  (status: 'enabled' | 'disabled') =>
  async ({ hub, key }: InMemoryLockstep): Promise<void> =>
    hub.plant(key.deviceId, { status, authentication: { kind: 'keys', primary: 'Zm9yZWlnbg==', secondary: 'Zm9yZWlnbg==' } });
const madeAnew = async (lockstep: InMemoryLockstep): Promise<void> => {
  await settled('accepted')(lockstep);
  await foreign('enabled')(lockstep);
  await lockstep.devices.wake(lockstep.key);
};
const created = async (lockstep: InMemoryLockstep): Promise<void> => {
  const { fleet } = lockstep.devices;
  lockstep.devices.fleet = null;
  await lockstep.say('accepted');
  await lockstep.pass();
  lockstep.devices.fleet = fleet;
};

const rotated =
  (before: (lockstep: InMemoryLockstep) => Promise<void>) =>
  async (lockstep: InMemoryLockstep): Promise<void> => {
    await before(lockstep);
    lockstep.devices.rotate(lockstep.key);
  };
const reported = async (lockstep: InMemoryLockstep): Promise<void> => {
  await rotated(settled('accepted'))(lockstep);
  await lockstep.pass();
  lockstep.fleet.report(lockstep.key);
};

const STORIES: readonly Story[] = [
  { title: 'a new device is accepted', before: nothing, then: 'accepted', hub: 'enabled' },
  { title: 'a device that somebody else made is accepted', before: foreign('disabled'), then: 'accepted', hub: 'enabled' },
  { title: 'a device that waited for the fleet connection is delivered to', before: created, then: 'accepted', hub: 'enabled' },
  { title: 'a device is to have another key', before: rotated(settled('accepted')), then: 'accepted', hub: 'enabled' },
  { title: 'a device reports its next key', before: reported, then: 'accepted', hub: 'enabled' },
  { title: 'an adopted device is to have another key', before: rotated(async (lockstep) => { await foreign('enabled')(lockstep); await settled('accepted')(lockstep); }), then: 'accepted', hub: 'enabled' },
  { title: 'a device that is to have another key is rejected', before: rotated(settled('accepted')), then: 'rejected', hub: 'disabled' },
  { title: 'a device is decommissioned while its key is rotated', before: reported, then: 'decommissioned', hub: 'none' },
  { title: 'a device is rejected', before: settled('accepted'), then: 'rejected', hub: 'disabled' },
  { title: 'a device that nobody looked for is rejected', before: foreign('enabled'), then: 'rejected', hub: 'disabled' },
  { title: 'a rejected device is accepted again', before: settled('accepted', 'rejected'), then: 'accepted', hub: 'enabled' },
  { title: 'a device is decommissioned', before: settled('accepted'), then: 'decommissioned', hub: 'none' },
  { title: 'a device that somebody else made is decommissioned', before: foreign('enabled'), then: 'decommissioned', hub: 'none' },
  { title: 'a device that somebody made anew is delivered to again', before: madeAnew, then: 'accepted', hub: 'enabled' },
  { title: 'a decommissioned device is accepted again', before: settled('accepted', 'decommissioned'), then: 'accepted', hub: 'enabled' },
];

/** What happened outside: effective creates, and deployments with the connection string that they carried. */
class Outside {
  creates = 0;
  readonly deployed: string[] = [];

  constructor(private readonly lockstep: InMemoryLockstep) {}

  /** Sees each call just before it is made: an effect without its intent on record is a fault. */
  see({ verb }: PortCall): void {
    const { hub, key, record } = this.lockstep;
    if (verb in STEPS_OF) expect(STEPS_OF[verb]).toContain(record.intent?.step);
    if (verb === 'create' && !hub.identityOf(key.deviceId)) this.creates += 1;
    if (verb === 'deployConfiguration') this.deployed.push(this.lockstep.delivered ?? '');
  }
}

/** Brings a device to where the pass is due that shall die. */
async function stageOf({ before, then }: Story): Promise<{ lockstep: InMemoryLockstep; outside: Outside }> {
  const lockstep = new InMemoryLockstep();
  await before(lockstep);
  await lockstep.say(then);
  return { lockstep, outside: new Outside(lockstep) };
}

/** The lease of the dead runs out, and healthy passes follow. */
async function recover(lockstep: InMemoryLockstep, outside: Outside): Promise<void> {
  lockstep.clock.advance(11_000);
  for (let passes = 0; passes < 20; passes++) {
    const outcome = await lockstep.pass(new PowerSupply(null, (call) => outside.see(call)));
    if (outcome.kind === 'in-sync') return;
    expect(outcome.kind).not.toBe('dead');
    if (outcome.kind !== 'wait') continue;
    if (outcome.reason === 'not-reported-yet') lockstep.fleet.report(lockstep.key);
    lockstep.clock.advance(outcome.afterMs);
  }
  throw new Error(`The device did not come to rest: ${lockstep.story.slice(-12).join(', ')}`);
}

async function expectNoHarm({ lockstep, outside }: { lockstep: InMemoryLockstep; outside: Outside }, story: Story): Promise<void> {
  const { hub, key } = lockstep;
  const identity = hub.identityOf(key.deviceId);
  expect(identity?.status ?? 'none').toBe(story.hub);
  expect(outside.creates).toBeLessThanOrEqual(1);
  expect(new Set(outside.deployed).size).toBe(outside.deployed.length);
  if (story.then !== 'accepted') return;

  const held = lockstep.delivered;
  expect(identity?.authentication).toMatchObject({ kind: 'keys', primary: /SharedAccessKey=(.*)$/.exec(held ?? '')?.[1] });
  expect(lockstep.record.delivery.confirmed).toBe(lockstep.record.lastKeyNumber);
  expect((await lockstep.pass()).kind).toBe('in-sync');
}

const pairsUpTo = (most: number): [number, number][] =>
  Array.from({ length: most * most }, (_, index) => [Math.floor(index / most) + 1, (index % most) + 1]);

describe.each(STORIES)('when $title', (story) => {
  it.each([{ when: 'before' }, { when: 'after' }] as const)('a power cut $when any call of the pass does no harm', async ({ when }) => {
    let call = 1;
    for (; ; call++) {
      const stage = await stageOf(story);
      const supply = new PowerSupply({ call, when }, (made) => stage.outside.see(made));
      const end = await stage.lockstep.pass(supply).catch((error: unknown) => error);
      if (!supply.wasCut) break;
      expect(end).toBeInstanceOf(PowerCut);

      await recover(stage.lockstep, stage.outside);
      await expectNoHarm(stage, story).catch((cause: unknown) => {
        throw new Error(`${when} call ${call} (${supply.calls.at(-1)?.verb})`, { cause });
      });
    }
    expect(call).toBeGreaterThan(5);
  });

  it('two power cuts, one in the pass and one in the recovery, do no harm', async () => {
    for (const [first, second] of pairsUpTo(MOST_CALLS)) {
      const stage = await stageOf(story);
      for (const call of [first, second]) {
        const supply = new PowerSupply({ call, when: 'after' }, (made) => stage.outside.see(made));
        await stage.lockstep.pass(supply).catch(() => undefined);
        stage.lockstep.clock.advance(11_000);
      }
      await recover(stage.lockstep, stage.outside);
      await expectNoHarm(stage, story).catch((cause: unknown) => {
        throw new Error(`cut after call ${first}, then after call ${second}`, { cause });
      });
    }
  });
});
