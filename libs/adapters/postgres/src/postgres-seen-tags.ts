import { SeenTags, type DeviceTags } from '#core';
import type { Database } from './database.js';
import { storableText } from './storable-text.js';
import { NOTE_TAGS } from './tag-statements.js';

export class PostgresSeenTags extends SeenTags {
  constructor(private readonly database: Database) {
    super();
  }

  override async note(tenantId: string, device: DeviceTags): Promise<void> {
    await this.database.run(NOTE_TAGS, [tenantId, tagRows([device])]);
  }
}

/** Devices with their tags, as the statements take them. */
export const tagRows = (devices: readonly DeviceTags[]): string =>
  JSON.stringify(devices.map(({ deviceId, tags }) => ({ device_id: deviceId, tags: tags.map(({ tag, value }) => [storableText(tag), storableText(value)]) })));
