// Real: the API, a worker, PostgreSQL, Redis, HTTP and HTTPS. Emulated: the hub and the fleet manager.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startWorker } from '../../../../apps/worker/src/start-worker.js';
import { DEFAULT_TENANT } from '#core';
import { BACKENDS, startStack, type Stack } from '../../../../test/support/lockstep.js';
import { waitFor } from '../../../../test/support/wait-for.js';

interface Shown {
  hostName: string;
  edition: unknown;
  categories: { category: string; allowedPerMinute: number; used: number; refused: number; waiting: Record<string, number>; closedUntil: string | null }[];
  backlog: { devices: number; seconds: number };
}

describe.each(BACKENDS)('the budget of a hub, with the queue on %s', (backend) => {
  let stack: Stack;
  let token: string;
  beforeAll(async () => {
    stack = await startStack({ backend });
    token = (await stack.tokens.issue(DEFAULT_TENANT, 'viewer', 'viewer')).token.reveal();
  }, 240_000);
  afterAll(() => stack.stop(), 240_000);

  const show = async (): Promise<Shown> => {
    const response = await fetch(`${stack.api.address}/api/v1/hub-budget`, { headers: { authorization: `Bearer ${token}` } });
    expect(response.status).toBe(200);
    return (await response.json()) as Shown;
  };
  const registryOf = ({ categories }: Shown) => categories.find(({ category }) => category === 'registry')!;

  it('shows the backlog and how long it takes, then what was used for it', async () => {
    const ids = ['pump-1', 'pump-2', 'pump-3'];
    await stack.menderControl.make(ids);
    await stack.menderControl.bulk('accept', ids);
    const before = await waitFor('the backlog to be seen', async () => {
      const shown = await show();
      return shown.backlog.devices === 3 ? shown : null;
    });
    expect(before).toMatchObject({ edition: { sku: 'S3', units: 10 }, paused: false, backlog: { devices: 3, seconds: 1 } });
    expect(registryOf(before)).toEqual({
      category: 'registry',
      allowedPerMinute: 49_000,
      used: 0,
      refused: 0,
      waiting: { 'shut-out': 0, 'let-in': 0, edit: 0, import: 0, sweep: 0 },
      closedUntil: null,
    });

    const worker = await startWorker(stack.env);
    try {
      for (const id of ids) await stack.inSync(id, 'accepted');
      const after = await waitFor('the work to be seen', async () => {
        const shown = await show();
        return shown.backlog.devices === 0 && registryOf(shown).used > 0 ? shown : null;
      });
      expect(registryOf(after)).toMatchObject({ used: 3, refused: 0, allowedPerMinute: 49_000 });
    } finally {
      await worker.stop();
    }
  }, 240_000);

  it('is not shown to a stranger', async () => {
    expect((await fetch(`${stack.api.address}/api/v1/hub-budget`)).status).toBe(401);
  });
});
