// Real: the line, the governor, the client with its breaker. Not real: what sends the calls, and the store of the budgets.
import { describe, expect, it } from '@jest/globals';
import { Breaker } from '#core';
import { SystemClock } from '#platform';
import { FakeHubBudgets } from '../../../../../test/support/fake-hub-budgets.js';
import { BreakingClient } from '../breaking-client.js';
import type { HubReply, HubRequest } from '../hub-client.js';
import { HubGovernor } from './hub-governor.js';
import { HubLine } from './hub-line.js';

const CALL: HubRequest = { category: 'registry', method: 'GET', path: '/devices/d1' };
const AWAY: HubReply = { kind: 'refused', status: 503, body: '', errorCodeHeader: null, retryAfter: null };

function open() {
  let sent = 0;
  let skippedMs = 0;
  const send = async (): Promise<HubReply> => {
    sent += 1;
    return AWAY;
  };
  const breaker = new Breaker({ away: 'hub-is-away', refused: 'hub-refuses-credentials' }, () => performance.now() + skippedMs);
  const client = new BreakingClient({ hostName: 'contoso.azure-devices.net', open: () => ({ send }), tell: () => undefined }, breaker);
  const budgets = new FakeHubBudgets(new SystemClock());
  let letGo = (): void => undefined;
  const isLetGo = new Promise<void>((go) => {
    letGo = go;
  });
  const { take } = budgets;
  budgets.take = async (...args) => {
    await isLetGo;
    return take.apply(budgets, args);
  };
  // So large that only the store keeps anything waiting.
  const governor = new HubGovernor({ id: 'hub-1', hostName: 'contoso.azure-devices.net', edition: { sku: 'S3', units: 200 } }, budgets);
  return { client, line: new HubLine(governor, client), letGo, pass: (ms: number) => (skippedMs += ms), sent: () => sent };
}

const codeOf = (call: Promise<unknown>): Promise<unknown> => call.then(() => 'none', ({ code }: { code: string }) => code);

describe('a call that is in line when its hub comes into trouble', () => {
  it('is not made, however long it was in line', async () => {
    const { client, line, letGo, pass, sent } = open();
    const [read, write] = [codeOf(line.send(CALL, 'let-in')), codeOf(line.enter('let-in'))];
    for (let call = 0; call < 3; call++) await client.send(CALL);
    pass(60_000);
    letGo();
    expect([await read, await write, sent()]).toEqual(['hub-is-away', 'hub-is-away', 3]);
  });

  it('is no example for those that come later: they find out whether all is well', async () => {
    const { client, line, letGo, pass, sent } = open();
    for (let call = 0; call < 3; call++) await client.send(CALL);
    pass(60_000);
    letGo();
    expect([await line.send(CALL, 'let-in'), sent()]).toEqual([AWAY, 4]);
  });
});
