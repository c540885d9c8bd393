// Real: the API, PostgreSQL, HTTP and HTTPS. Emulated: the hub.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEFAULT_TENANT, type Scope } from '#core';
import { startStack, type Stack } from '../../../../test/support/lockstep.js';
import { openTwinClient, type TwinClient } from '../../../../test/support/twin-client.js';
import { TwinDevices } from '../../../../test/support/twin-devices.js';

describe('the search for devices by a tag', () => {
  let stack: Stack;
  let devices: TwinDevices;
  let admin: TwinClient;
  let token: string;

  beforeAll(async () => {
    stack = await startStack({ backend: 'postgres' });
    devices = new TwinDevices(stack);
    const issued = (await stack.tokens.issue(DEFAULT_TENANT, 'Ada', 'admin')).token;
    [token, admin] = [issued.reveal(), openTwinClient(stack.api.address, issued)];
  }, 240_000);
  afterAll(() => stack.stop(), 240_000);

  const search = async (query: string, by = token) => {
    const answer = await fetch(`${stack.api.address}/api/v1/devices?${query}`, { headers: { authorization: `Bearer ${by}` } });
    return { status: answer.status, ids: (((await answer.json()) as { items?: { deviceId: string }[] }).items ?? []).map(({ deviceId }) => deviceId) };
  };

  it('finds a device once its twin was read, and by its new tags once it was edited', async () => {
    const [read, edited] = [await devices.make(), await devices.make()];
    expect((await search('tag=site%3Dnorth')).ids).toEqual([]);
    await admin.get(read);
    const { body } = await admin.get(edited);
    expect((await search('tag=site%3Dnorth')).ids).toEqual([read, edited].sort());
    expect((await admin.patch(edited, '{"tags":{"site":null,"place":{"hall":3,"=":"a=b"}}}', body.etag)).status).toBe(200);
    expect((await search('tag=site%3Dnorth')).ids).toEqual([read]);
    expect((await search('tag=place.hall%3D3&sync=waiting')).ids).toEqual([edited]);
    expect((await search('tag=place.hall%3D3&sync=dead')).ids).toEqual([]);
    expect((await search('tag=lockstep.managed%3Dtrue')).ids).toEqual([]);
  });

  it('finds only what the one who searches may see', async () => {
    const [mine, other] = [await devices.make(), await devices.make()];
    for (const id of [mine, other]) await admin.get(id);
    const scope: Scope = { kind: 'device', deviceId: mine };
    const scoped = (await stack.tokens.issue(DEFAULT_TENANT, 'one device', 'viewer', { scope })).token.reveal();
    expect((await search('tag=site%3Dnorth', scoped)).ids).toEqual([mine]);
  });

  it.each(['site', 'site%3D', '%3Dnorth', '', 'a%00%3Db'])('says what is wrong with "%s"', async (tag) => expect((await search(`tag=${tag}`)).status).toBe(422));
});
