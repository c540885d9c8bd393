import { DeviceGroups, type DeviceKey } from '#core';
import type { Database } from './database.js';

interface Page {
  after: string | null;
  limit: number;
}

export class PostgresDeviceGroups extends DeviceGroups {
  constructor(private readonly database: Database) {
    super();
  }

  override async join(key: DeviceKey, group: string): Promise<boolean> {
    return this.database.with(async ({ device, deviceGroupMember }) => {
      if (!(await device.findUnique({ where: { tenantId_deviceId: key }, select: { deviceId: true } }))) return false;
      await deviceGroupMember.createMany({ data: { ...key, group }, skipDuplicates: true });
      return true;
    });
  }

  override async leave(key: DeviceKey, group: string): Promise<boolean> {
    const { count } = await this.database.with((prisma) => prisma.deviceGroupMember.deleteMany({ where: { ...key, group } }));
    return count > 0;
  }

  override async names(tenantId: string, { after, limit }: Page): Promise<string[]> {
    const rows = await this.database.with((prisma) =>
      prisma.deviceGroupMember.groupBy({ by: 'group', where: { tenantId, ...(after !== null && { group: { gt: after } }) }, orderBy: { group: 'asc' }, take: limit }),
    );
    return rows.map(({ group }) => group);
  }

  override async devices(tenantId: string, group: string, { after, limit }: Page): Promise<string[]> {
    const rows = await this.database.with((prisma) =>
      prisma.deviceGroupMember.findMany({ where: { tenantId, group, ...(after !== null && { deviceId: { gt: after } }) }, orderBy: { deviceId: 'asc' }, take: limit, select: { deviceId: true } }),
    );
    return rows.map(({ deviceId }) => deviceId);
  }
}
