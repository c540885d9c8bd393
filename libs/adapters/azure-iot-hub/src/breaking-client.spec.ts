// Real: the client and the breaker. Not real: what sends the calls.
import { describe, expect, it } from '@jest/globals';
import { HubIsAway, HubRefusesCredentials, type Trouble } from '#core';
import { BreakingClient } from './breaking-client.js';
import type { HubReply, HubRequest } from './hub-client.js';

const CALL: HubRequest = { category: 'registry', method: 'GET', path: '/devices/d1' };
const WELL: HubReply = { kind: 'ok', status: 200, body: {} };
const refused = (status: number, code = ''): HubReply => ({ kind: 'refused', status, body: '', errorCodeHeader: code || null, retryAfter: null });

/** Answers one after the other, the last one for ever. `opened` counts how often somebody signed in. */
function open(...answers: (HubReply | Error)[]) {
  const told: Trouble[] = [];
  const asked = { opened: 0, sent: 0 };
  const client = new BreakingClient({
    hostName: 'hub.azure-devices.net',
    open: () => {
      asked.opened += 1;
      return {
        send: async () => {
          asked.sent += 1;
          const answer = answers.length > 1 ? answers.shift()! : answers[0]!;
          if (answer instanceof Error) throw answer;
          return answer;
        },
      };
    },
    tell: (trouble) => told.push(trouble),
  });
  const codes = async (count: number): Promise<string[]> => {
    const ends: string[] = [];
    for (let call = 0; call < count; call++) ends.push(await client.send(CALL).then(({ kind }) => kind, ({ code }: { code: string }) => code));
    return ends;
  };
  return { client, told, asked, codes };
}

describe('a client with a breaker', () => {
  it('signs in anew once when it is refused, and goes on where that was all', async () => {
    const { told, asked, codes } = open(WELL, refused(401), WELL);
    expect([await codes(3), asked, told]).toEqual([['ok', 'ok', 'ok'], { opened: 2, sent: 4 }, []]);
  });

  it('tells once when it is refused all the same, and sends nothing more for a while', async () => {
    const { told, asked, codes } = open(refused(401, 'IotHubUnauthorizedAccess'));
    expect(await codes(4)).toEqual(['refused', ...Array<string>(3).fill('hub-refuses-credentials')]);
    expect([asked.sent, told]).toEqual([2, [{ reason: 'hub-refuses-credentials', detail: 'The hub hub.azure-devices.net answers 401 IotHubUnauthorizedAccess.' }]]);
  });

  it('signs in anew once for all calls that were refused at the same moment', async () => {
    const { client, asked } = open(refused(403), refused(403), refused(403), WELL);
    await Promise.all([client.send(CALL), client.send(CALL), client.send(CALL)]);
    expect(asked.opened).toBe(2);
  });

  it.each<{ because: string; answer: HubReply | Error }>([
    { because: 'it fails by itself', answer: refused(503) },
    { because: 'it does not answer', answer: { kind: 'no-answer', code: 'ETIMEDOUT', message: 'no answer in 75000 ms', nothingSent: false } },
    { because: 'something else answers', answer: { kind: 'unreadable', status: 200, message: 'a page' } },
    { because: 'it cannot be reached', answer: new HubIsAway('The name leads nowhere.') },
  ])('holds calls to a hub that is away because $because', async ({ answer }) => {
    const { told, asked, codes } = open(answer);
    expect((await codes(6)).slice(3)).toEqual(Array(3).fill('hub-is-away'));
    expect([asked.sent, told.map(({ reason }) => reason)]).toEqual([3, ['hub-is-away']]);
  });

  it('says with an answer that the hub fails for all once that is known, and not before', async () => {
    const { client } = open(refused(503));
    const calls = Array.from({ length: 5 }, () => client.send(CALL));
    expect(await Promise.all(calls)).toEqual([refused(503), refused(503), ...Array(3).fill({ ...refused(503), forAll: true })]);
  });

  it('says nothing of the kind with an answer that concerns one device', async () => {
    const { client } = open(refused(503), refused(503), refused(503), refused(404));
    const calls = Array.from({ length: 4 }, () => client.send(CALL));
    expect((await Promise.all(calls)).at(-1)).toEqual(refused(404));
  });

  it('takes a bulk that fails for more than a call about one device, and for too little to hold the others', async () => {
    const { client, asked } = open(refused(503));
    const bulk = { ...CALL, method: 'POST' as const, body: [{ id: 'd1' }, { id: 'd2' }] };
    expect([await client.send(bulk), await client.send(CALL)]).toEqual([refused(503), { ...refused(503), forAll: true }]);
    await expect(client.send(CALL)).rejects.toMatchObject({ code: 'hub-is-away' });
    expect(asked.sent).toBe(2);
  });

  it('tells when nobody gives it a token', async () => {
    const { told, codes } = open(new HubRefusesCredentials('No token.'));
    expect([await codes(1), told]).toEqual([['hub-refuses-credentials'], [{ reason: 'hub-refuses-credentials', detail: 'No token.' }]]);
  });

  it.each([refused(404), refused(409), refused(412), refused(400), refused(429), refused(403, 'IotHubQuotaExceeded'), refused(403, 'TooManyDevices')])(
    'takes a hub for well that answers $status $errorCodeHeader',
    async (answer) => {
      const { told, asked, codes } = open(answer);
      await codes(30);
      expect([asked, told]).toEqual([{ opened: 1, sent: 30 }, []]);
    },
  );
});
