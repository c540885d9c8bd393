import { beforeEach, describe, expect, it } from '@jest/globals';
import { SeenTags, StoreIsAway, parseJson, type DeviceTags, type JsonObject, type TwinAddress } from '#core';
import { aHubConnection } from '../../../test/support/builders.js';
import { FakeDeviceTwins } from '../../../test/support/fake-device-twins.js';
import { NotingTwins } from './noting-twins.js';

class KeptTags extends SeenTags {
  readonly noted: DeviceTags[] = [];
  isAway = false;

  override async note(_tenantId: string, device: DeviceTags): Promise<void> {
    if (this.isAway) throw new StoreIsAway('away');
    this.noted.push(device);
  }
}

const DEVICE: TwinAddress = { key: { tenantId: 't', deviceId: 'pump-7' }, moduleId: null };
const json = (text: string): JsonObject => parseJson(text) as JsonObject;

describe('twins whose tags are noted', () => {
  let hub: FakeDeviceTwins;
  let tags: KeptTags;
  let twins: NotingTwins;
  let now: number;
  const connection = aHubConnection();
  beforeEach(() => {
    now = 0;
    [hub, tags] = [new FakeDeviceTwins(), new KeptTags()];
    twins = new NotingTwins(hub, tags, () => now);
    hub.plant(DEVICE, { tags: json('{"site":"north"}') });
  });

  it('are noted when they are read, patched and replaced', async () => {
    const read = await twins.read(connection, DEVICE);
    const patched = await twins.patch(connection, DEVICE, { tags: json('{"site":"south"}') }, read!.etag);
    await twins.replace(connection, DEVICE, { desired: json('{}'), tags: json('{}') }, patched.etag);
    expect(tags.noted.map((device) => device.tags)).toEqual([[{ tag: 'site', value: 'north' }], [{ tag: 'site', value: 'south' }], []]);
  });

  it('are noted again only when they differ, or after a minute', async () => {
    await twins.read(connection, DEVICE);
    now = 59_999;
    const read = await twins.read(connection, DEVICE);
    expect(tags.noted).toHaveLength(1);
    await twins.patch(connection, DEVICE, { tags: json('{"site":"south"}') }, read!.etag);
    expect(tags.noted).toHaveLength(2);
    now = 120_000;
    await twins.read(connection, DEVICE);
    expect(tags.noted).toHaveLength(3);
  });

  it('are noted at the next read when they could not be', async () => {
    tags.isAway = true;
    await twins.read(connection, DEVICE);
    tags.isAway = false;
    await twins.read(connection, DEVICE);
    expect(tags.noted).toHaveLength(1);
  });

  it('are none of a module\'s, and none of a twin that is not there', async () => {
    const ofModule = { ...DEVICE, moduleId: 'edge' };
    hub.plant(ofModule, { tags: json('{"site":"east"}') });
    expect((await twins.read(connection, ofModule))?.moduleId).toBe('edge');
    expect(await twins.read(connection, { ...DEVICE, key: { tenantId: 't', deviceId: 'nobody' } })).toBeNull();
    expect(tags.noted).toEqual([]);
  });

  it('are answered also while they cannot be noted', async () => {
    tags.isAway = true;
    expect((await twins.read(connection, DEVICE))?.deviceId).toBe('pump-7');
  });
});
