// Real: PostgreSQL, HTTP, HTTPS and the sweep. Emulated: the hub and the fleet manager. Not there: a worker, so that every call is the sweep's.
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { DEFAULT_TENANT, type RunWish, type SweepRun } from '#core';
import { openDrift, type DriftControl } from '../../../../test/support/drift.js';
import { openHubCalls, type HubCalls } from '../../../../test/support/hub-calls.js';
import { startStack, type Stack } from '../../../../test/support/lockstep.js';
import { openSweepOver, type SweepOver } from '../../../../test/support/sweep-over.js';

const REFUSED_BY_HUB = { reason: 'hub-refuses-credentials', detail: 'The hub answers 401.' } as const;
const AWAY = { reason: 'hub-is-away', detail: 'The hub answers 503.' } as const;
const REFUSED_BY_FLEET = { reason: 'fleet-refuses-credentials', detail: 'The fleet manager refuses the token of the connection.' } as const;

describe('a sweep while a connection is in trouble', () => {
  let stack: Stack;
  let sweeping: SweepOver;
  let drift: DriftControl;
  let hub: HubCalls;

  beforeAll(async () => {
    stack = await startStack({ backend: 'postgres' });
    sweeping = openSweepOver(stack);
    drift = openDrift(stack);
    hub = openHubCalls(stack.hub);
    await stack.menderControl.make(['pump-1', 'pump-2']);
  }, 240_000);
  afterEach(async () => {
    await hub.call('DELETE', '/emulator/faults');
    await stack.menderControl.clearFaults();
    await stack.database.prisma.integration.updateMany({ data: { trouble: null } });
    await stack.database.prisma.fleetConnection.updateMany({ data: { trouble: null } });
  });
  afterAll(async () => {
    hub.close();
    await sweeping.close();
    await stack.stop();
  }, 240_000);

  /** Asks for a run that begins with no call noted; the lines of the journal say what it called. */
  async function start(odd: Partial<RunWish> = {}): Promise<string> {
    await hub.call('DELETE', '/emulator/journal');
    return (await drift.runs.start(DEFAULT_TENANT, { kind: 'sweep', dryRun: false, selection: null, askedBy: 'a test', ...odd })).id;
  }
  const find = async (id: string): Promise<SweepRun> => (await drift.runs.find(DEFAULT_TENANT, id))!;
  const callsToHub = async (): Promise<string[]> => ((await hub.call('GET', '/emulator/journal?limit=1000')).body as { entries: { operation: string }[] }).entries.map(({ operation }) => operation);

  /** What a run says while it waits, each wait once, and how it ended. */
  async function follow(id: string): Promise<{ waits: Set<string | null>; run: SweepRun }> {
    const waits = new Set<string | null>();
    for (;;) {
      await sweeping.run();
      const run = await find(id);
      if (run.state !== 'running') return { waits, run };
      waits.add(run.detail);
    }
  }

  async function inTrouble(kind: 'hub' | 'fleet', trouble: typeof REFUSED_BY_HUB | typeof AWAY | typeof REFUSED_BY_FLEET): Promise<void> {
    const { tenantId, id, revision } = await stack.database.prisma.integration.findFirstOrThrow();
    const fleet = await stack.database.prisma.fleetConnection.findFirstOrThrow();
    await sweeping.troubles.report(kind === 'hub' ? { kind, tenantId, id, revision } : { kind, tenantId, revision: fleet.revision }, trouble);
  }

  it('calls the hub and the fleet when all is well', async () => {
    const { run } = await follow(await start());
    expect(run).toMatchObject({ state: 'done', fleet: 'whole', hub: 'whole', hindrance: null, detail: null });
    expect((await callsToHub()).length).toBeGreaterThan(0);
  }, 240_000);

  it.each([REFUSED_BY_HUB, AWAY])('calls no hub of which it is known: $reason; it waits, says why, and goes on without', async (trouble) => {
    await inTrouble('hub', trouble);
    const { waits, run } = await follow(await start());
    expect([...waits]).toEqual([`It waits and tries again. ${trouble.detail}`]);
    expect(run).toMatchObject({ state: 'done', fleet: 'whole', hub: 'partly', hindrance: trouble.detail, detail: expect.stringMatching(`${trouble.detail}$`) });
    expect(await callsToHub()).toEqual([]);
  }, 240_000);

  it('calls no fleet that refuses the token, surveys the hub all the same, and says why', async () => {
    await inTrouble('fleet', REFUSED_BY_FLEET);
    const { waits, run } = await withFaults({ kind: 'status', status: 401 }, async () => follow(await start()), 0);
    expect([...waits]).toEqual([`It waits and tries again. ${REFUSED_BY_FLEET.detail}`]);
    expect(run).toMatchObject({ state: 'done', fleet: 'partly', hub: 'whole', hindrance: REFUSED_BY_FLEET.detail });
    expect((await callsToHub()).length).toBeGreaterThan(0);
  }, 240_000);

  it('goes on as if nothing had been when the trouble is over before it gives up', async () => {
    await inTrouble('hub', AWAY);
    const id = await start();
    await sweeping.run();
    expect(await find(id)).toMatchObject({ state: 'running', phase: 'survey', detail: expect.stringContaining(AWAY.detail) });
    await stack.database.prisma.integration.updateMany({ data: { trouble: null } });
    expect((await follow(id)).run).toMatchObject({ state: 'done', hub: 'whole', hindrance: null, detail: null });
  }, 240_000);

  it('is the first to find out, and then nobody calls: the hub is asked once more with its other sign-in, the fleet once', async () => {
    await stack.hubControl.fault({ kind: 'status', status: 401 });
    const { run } = await withFaults({ kind: 'status', status: 401 }, async () => follow(await start()), 1);
    expect(await callsToHub()).toHaveLength(2);
    expect(run).toMatchObject({ state: 'done', fleet: 'partly', hub: 'partly', hindrance: expect.stringMatching(/refuses.*401/) });
    const { trouble } = await stack.database.prisma.integration.findFirstOrThrow();
    const fleet = await stack.database.prisma.fleetConnection.findFirstOrThrow();
    expect([trouble, fleet.trouble]).toEqual(['hub-refuses-credentials', 'fleet-refuses-credentials']);
  }, 240_000);

  /** How many requests the fleet manager gets meanwhile. */
  async function withFaults<T>(order: Record<string, unknown>, work: () => Promise<T>, meets: number): Promise<T> {
    await stack.menderControl.fault(order);
    const done = await work();
    const { url, token } = stack.mender;
    const faults = await fetch(`${url}/emulator/faults`, { headers: { authorization: `Bearer ${token}` } });
    expect(((await faults.json()) as { met: number }[]).map(({ met }) => met)).toEqual([meets]);
    return done;
  }
});
