import { rmSync } from 'node:fs';
import type { Role } from '#core';
import type { Home } from './places.js';
import { writePrivateFile } from './write-private-file.js';

/** Where everything is and what opens it: all that a script needs to drive what runs. */
export interface Addresses {
  apiUrl: string;
  tokens: Record<Role, string>;
  webhook: { url: string; secret: string };
  hub: { hostName: string; gateway: string; caFile: string; connectionString: string };
  mender: { url: string; token: string };
  databaseUrl: string;
  queue: 'postgres' | 'redis';
}

/** The file is there while everything is ready, and only its owner may read it. */
export function publishAddresses(home: Home, addresses: Addresses): void {
  writePrivateFile(home.addresses, `${JSON.stringify(addresses, null, 2)}\n`);
}

export function withdrawAddresses(home: Home): void {
  rmSync(home.addresses, { force: true });
}
