// Real: two APIs on one PostgreSQL, HTTP, HTTPS to the hub. Emulated: the hub.
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { connect, type Socket } from 'node:net';
import { DEFAULT_TENANT, type Role, type Secret } from '#core';
import { startStack, type Stack } from '../../../../test/support/lockstep.js';
import { openEventStream, type EventStream } from '../../../../test/support/event-stream.js';
import { openTwinClient } from '../../../../test/support/twin-client.js';
import { TwinDevices } from '../../../../test/support/twin-devices.js';
import { waitFor } from '../../../../test/support/wait-for.js';
import { startApi, type RunningApi } from '../start-api.js';

describe('the stream of events', () => {
  let stack: Stack;
  let second: RunningApi;
  let devices: TwinDevices;
  let token: Secret;
  const opened: EventStream[] = [];

  beforeAll(async () => {
    stack = await startStack({ backend: 'postgres' });
    second = await startApi(stack.env);
    devices = new TwinDevices(stack);
    token = (await stack.tokens.issue(DEFAULT_TENANT, 'alice', 'admin')).token;
  }, 240_000);

  afterEach(() => opened.splice(0).forEach((stream) => stream.close()));

  afterAll(async () => {
    await second.stop();
    await stack.stop();
  }, 240_000);

  async function listen(address = stack.api.address, { as = token, since }: { as?: Secret; since?: string } = {}): Promise<EventStream> {
    const stream = await openEventStream(`${address}/api/v1/stream`, as, since);
    opened.push(stream);
    return stream;
  }

  const edit = async (id: string, address = stack.api.address): Promise<void> => {
    const client = openTwinClient(address, token);
    const { body } = await client.get(id);
    expect((await client.patch(id, JSON.stringify({ desired: { at: randomUUID() } }), body.etag)).status).toBe(200);
  };

  const told = (stream: EventStream, id: string, name: string) => waitFor(`${name} of ${id}`, () => stream.events.find((event) => event.name === name && event.data.deviceId === id));

  it('tells of an edited twin, whichever process it was edited through', async () => {
    const stream = await listen();
    const id = await devices.make();
    await edit(id, second.address);
    expect((await told(stream, id, 'twin.changed')).data).toEqual({ deviceId: id, at: expect.any(String), what: 'alice changed desired' });
  }, 240_000);

  it('tells how a device stands when that changes', async () => {
    const stream = await listen();
    const id = await devices.make();
    expect((await told(stream, id, 'device.sync-changed')).data).toMatchObject({ deviceId: id, sync: 'waiting' });
    await stack.database.prisma.eventLog.create({ data: { tenantId: DEFAULT_TENANT, deviceId: id, kind: 'rests', reason: 'as-wanted' } });
    await waitFor('the device to be in sync', () => stream.events.some(({ data }) => data.deviceId === id && data.sync === 'in-sync' && /as the fleet wants/.test(data.why!)));
  }, 240_000);

  it('tells a tenant nothing of another', async () => {
    const stranger = await listen(second.address, { as: (await stack.tokens.issue('other', 'stranger', 'admin')).token });
    const own = await listen(second.address);
    const id = await devices.make();
    await edit(id);
    await told(own, id, 'twin.changed');
    const theirs = await devices.make({ tenantId: 'other', inHub: false });
    await told(stranger, theirs, 'device.sync-changed');
    expect(stranger.events.map(({ data }) => data.deviceId)).toEqual([theirs]);
  }, 240_000);

  it('tells whoever sees some devices of exactly those, and of one that joins its group from then on', async () => {
    const [named, member, later, hidden] = [await devices.make(), await devices.make(), await devices.make(), await devices.make()];
    const group = `group-${randomUUID().slice(0, 8)}`;
    const join = (deviceId: string) => stack.database.prisma.deviceGroupMember.create({ data: { tenantId: DEFAULT_TENANT, deviceId, group } });
    await join(member);
    const { token: narrow, summary } = await stack.tokens.issue(DEFAULT_TENANT, 'narrow', 'viewer', { scope: { kind: 'group', group } });
    const grant = { id: randomUUID(), tenantId: DEFAULT_TENANT, subjectKind: 'token', subjectName: '', subjectValue: summary.id, tokenId: summary.id, role: 'viewer', scopeKind: 'device', scopeValue: named, createdBy: 'test' };
    await stack.database.prisma.accessGrant.create({ data: grant });
    const [theirs, all] = [await listen(second.address, { as: narrow }), await listen()];

    for (const id of [hidden, named, later, member]) await edit(id);
    await join(later);
    await edit(hidden);
    await edit(later);
    await waitFor('the last edit', () => all.events.filter(({ name, data }) => name === 'twin.changed' && data.deviceId === later).length === 2);
    await waitFor('the last edit, for those who see some', () => theirs.events.some(({ data }) => data.deviceId === later));
    const heard = new Set(theirs.events.filter(({ name }) => name === 'twin.changed').map(({ data }) => data.deviceId));
    expect(heard).toEqual(new Set([named, member, later]));
    expect(theirs.events.map(({ data }) => data.deviceId)).not.toContain(hidden);

    const again = await listen(stack.api.address, { as: narrow, since: '0' });
    await waitFor('what happened before', () => again.events.length > 0);
    expect(again.events.map(({ data }) => data.deviceId)).not.toContain(hidden);
  }, 240_000);

  it('goes on where a client was cut off, through another process', async () => {
    const first = await listen();
    const [before, missed] = [await devices.make(), await devices.make()];
    await edit(before);
    await told(first, before, 'twin.changed');
    first.close();
    await edit(missed);
    const later = await listen(second.address, { since: first.lastId });
    await told(later, missed, 'twin.changed');
  }, 240_000);

  it('tells of a line that became visible after a later one', async () => {
    const stream = await listen();
    const [slow, quick] = [await devices.make(), await devices.make()];
    const told1 = { tenantId: DEFAULT_TENANT, kind: 'rests', reason: 'as-wanted' };
    await stack.database.prisma.$transaction(async (tx) => {
      await tx.eventLog.create({ data: { ...told1, deviceId: slow } });
      await stack.database.prisma.eventLog.create({ data: { ...told1, deviceId: quick } });
      await waitFor('the later line', () => stream.events.some(({ data }) => data.deviceId === quick && data.sync === 'in-sync'));
    }, { timeout: 60_000 });
    await waitFor('the earlier line', () => stream.events.some(({ data }) => data.deviceId === slow && data.sync === 'in-sync'));
    const upTo = BigInt(stream.events.find(({ data }) => data.deviceId === quick && data.sync === 'in-sync')!.id);
    const again = await listen(second.address, { since: String(upTo) });
    await waitFor('the earlier line again', () => again.events.some(({ data }) => data.deviceId === slow && data.sync === 'in-sync'));
  }, 240_000);

  it('asks a client that missed too much to read everything anew', async () => {
    const since = String((await stack.database.prisma.eventLog.aggregate({ _max: { id: true } }))._max.id ?? 0n);
    await stack.database.prisma.eventLog.createMany({ data: Array.from({ length: 1_001 }, () => ({ tenantId: DEFAULT_TENANT, deviceId: 'many', kind: 'rests' })) });
    const stream = await listen(stack.api.address, { since });
    expect((await waitFor('a word', () => stream.events[0])).name).toBe('stream.reset');
  }, 240_000);

  it.each<Role>(['viewer', 'operator'])('is open to a %s', async (role) => {
    const stream = await listen(stack.api.address, { as: (await stack.tokens.issue(DEFAULT_TENANT, role, role)).token });
    const id = await devices.make();
    await edit(id);
    await told(stream, id, 'twin.changed');
  }, 240_000);

  it('is closed to strangers', async () => expect((await fetch(`${stack.api.address}/api/v1/stream`)).status).toBe(401));

  it('ends when the process stops, at once, and the stop waits for no connection that is kept for later or was opened ahead', async () => {
    const third = await startApi(stack.env);
    const stream = await listen(third.address);
    const agent = new Agent({ keepAlive: true });
    const idle = await new Promise<Socket>((done) => get(`${third.address}/livez`, { agent }, (answer) => {
      const { socket } = answer;
      answer.resume().once('end', () => done(socket));
    }));
    const ahead = connect(Number(new URL(third.address).port), '127.0.0.1').resume().on('error', () => undefined);
    await once(ahead, 'connect');
    const closed = Promise.all([idle, ahead].map((socket) => new Promise((done) => socket.once('close', done))));
    const started = performance.now();
    await third.stop();
    await stream.ended;
    await closed;
    expect(performance.now() - started).toBeLessThan(10_000);
    agent.destroy();
  }, 240_000);
});
