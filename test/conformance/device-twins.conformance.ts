import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { HubChangedUnderneath, HubRefusesCredentials, HubRefusesTwin, NotInHub, parseJson, sameJson, writeJson, type DeviceTwins, type HubConnection, type JsonObject, type Twin, type TwinAddress } from '#core';

/** A hub to try, and what the suite has to do there beside the port. */
export interface TwinsUnderTest {
  twins: DeviceTwins;
  connection: HubConnection;
  /** The same hub, with credentials that it refuses. */
  lockedOut: { twins: DeviceTwins; connection: HubConnection };
  /** Puts a device there, or a module on one that is there, with an empty twin. */
  plant(address: TwinAddress): Promise<void>;
  stop(): Promise<void>;
}

const object = (text: string): JsonObject => parseJson(text) as JsonObject;

/** Every duty in the comments of the port `DeviceTwins`, each as a test, for any hub. */
export const deviceTwinsConformance = (name: string, start: () => Promise<TwinsUnderTest>): void =>
  describe(`${name}, as DeviceTwins`, () => {
    let tried: TwinsUnderTest;
    beforeAll(async () => void (tried = await start()), 240_000);
    afterAll(() => tried.stop(), 240_000);

    const anAddress = (moduleId: string | null = null): TwinAddress => ({ key: { tenantId: 'default', deviceId: `d-${randomBytes(4).toString('hex')}` }, moduleId });

    async function planted({ module = false } = {}): Promise<{ address: TwinAddress; twin: Twin }> {
      const device = anAddress();
      await tried.plant(device);
      const address = { ...device, moduleId: module ? 'camera' : null };
      if (module) await tried.plant(address);
      return { address, twin: (await read(address))! };
    }

    const read = (address: TwinAddress): Promise<Twin | null> => tried.twins.read(tried.connection, address);

    describe('read', () => {
      it('answers null when the hub has no such device or module', async () => {
        const { address } = await planted();
        expect(await read(anAddress())).toBeNull();
        expect(await read(anAddress('camera'))).toBeNull();
        expect(await read({ ...address, moduleId: 'no-such' })).toBeNull();
      });

      it('answers with an empty twin, and changes nothing', async () => {
        const { address, twin } = await planted();
        expect(twin).toMatchObject({ deviceId: address.key.deviceId, moduleId: null, etag: expect.stringMatching(/^[^"]+$/), version: 2, status: 'enabled' });
        expect([twin.desired.size, twin.tags.size, twin.reported.size]).toEqual([0, 0, 0]);
        expect(await read(address)).toEqual(twin);
      });

      it('never takes a failed look for an absent twin', async () => {
        const { address } = await planted();
        for (const one of [address, anAddress()]) await expect(tried.lockedOut.twins.read(tried.lockedOut.connection, one)).rejects.toThrow(HubRefusesCredentials);
      });
    });

    describe('modules', () => {
      const list = ({ key }: TwinAddress) => tried.twins.modules(tried.connection, key);

      it('answers null when the hub has no such device, and with nothing for one that has none', async () => {
        const { address } = await planted();
        expect(await list(anAddress())).toBeNull();
        expect(await list(address)).toEqual([]);
      });

      it('names each of them, and tells no key', async () => {
        const { address } = await planted({ module: true });
        await tried.plant({ ...address, moduleId: 'a.b:c' });
        const modules = (await list(address))!;
        expect(modules.map(({ moduleId }) => moduleId).toSorted()).toEqual(['a.b:c', 'camera']);
        expect(modules[0]).toEqual({ moduleId: expect.any(String), managedBy: null, connectionState: 'Disconnected', lastActivityAt: null });
      });

      it('never takes a failed look for an absent device', async () => {
        for (const { key } of [(await planted()).address, anAddress()]) await expect(tried.lockedOut.twins.modules(tried.lockedOut.connection, key)).rejects.toThrow(HubRefusesCredentials);
      });
    });

    describe.each([{ of: 'a device', module: false }, { of: 'a module', module: true }])('a write to the twin of $of', ({ module }) => {
      it('merges a patch and answers with the twin as it is then', async () => {
        const { address, twin } = await planted({ module });
        const first = await tried.twins.patch(tried.connection, address, { desired: object('{"b":{"x":1,"y":2},"a":[1],"10":true}'), tags: object('{"t":"é"}') }, twin.etag);
        const second = await tried.twins.patch(tried.connection, address, { desired: object('{"b":{"x":null},"a":[2]}') }, first.etag);
        expect(sameJson(second.desired, object('{"b":{"y":2},"a":[2],"10":true}'))).toBe(true);
        expect(writeJson(second.tags)).toBe('{"t":"é"}');
        expect(new Set([twin.etag, first.etag, second.etag]).size).toBe(3);
        expect([first.version, second.version]).toEqual([twin.version + 1, twin.version + 2]);
        expect(await read(address)).toEqual(second);
      });

      it('replaces both parts', async () => {
        const { address, twin } = await planted({ module });
        const first = await tried.twins.patch(tried.connection, address, { desired: object('{"a":1}'), tags: object('{"t":1}') }, twin.etag);
        const second = await tried.twins.replace(tried.connection, address, { desired: object('{"b":2}'), tags: object('{}') }, first.etag);
        expect([writeJson(second.desired), writeJson(second.tags)]).toEqual(['{"b":2}', '{}']);
        expect(await read(address)).toEqual(second);
      });

      it('is refused for an old etag, and for one that would fit any twin', async () => {
        const { address, twin } = await planted({ module });
        const after = await tried.twins.patch(tried.connection, address, { desired: object('{"a":1}') }, twin.etag);
        for (const etag of [twin.etag, '*', '']) {
          await expect(tried.twins.patch(tried.connection, address, { desired: object('{"a":2}') }, etag)).rejects.toThrow(HubChangedUnderneath);
          await expect(tried.twins.replace(tried.connection, address, { desired: object('{"a":2}'), tags: object('{}') }, etag)).rejects.toThrow(HubChangedUnderneath);
        }
        expect(await read(address)).toEqual(after);
      });
    });

    it('says that there is nothing to write to', async () => {
      for (const moduleId of [null, 'camera']) await expect(tried.twins.patch(tried.connection, anAddress(moduleId), { desired: object('{"a":1}') }, 'AAAAAAAAAAE=')).rejects.toThrow(NotInHub);
    });

    it('says what a hub does not take, and changes nothing', async () => {
      const { address, twin } = await planted();
      for (const desired of ['{"a.b":1}', `{"a":"${'x'.repeat(5_000)}"}`]) {
        await expect(tried.twins.patch(tried.connection, address, { desired: object(desired) }, twin.etag)).rejects.toThrow(HubRefusesTwin);
      }
      expect(await read(address)).toEqual(twin);
    });

    it('says that credentials are refused', async () => {
      const { address, twin } = await planted();
      const { twins, connection } = tried.lockedOut;
      await expect(twins.patch(connection, address, { desired: object('{"a":1}') }, twin.etag)).rejects.toThrow(HubRefusesCredentials);
    });
  });
