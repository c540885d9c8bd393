import { z } from 'zod';
import { EntraOptions } from './access/entra.js';
import { Switches } from './switches.js';
import { ThrottleChange } from './throttle/settings.js';

const LABEL = '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?';

/** A host name, lower-cased. It also names a folder, so nothing else is let through. */
const HostName = z
  .string()
  .toLowerCase()
  .max(253)
  .regex(new RegExp(`^${LABEL}(\\.${LABEL})*$`), 'must be a host name, for example lockstep.azure-devices.net');

const PORT = 'must be a number from 0 to 65535';

/** How to start the emulator. */
export const HubEmulatorOptions = z.strictObject({
  /** TCP port; 0 takes any free one. */
  port: z.int(PORT).min(0, PORT).max(65_535, PORT).default(8443),
  /** Address to listen on. The control API is open to whoever reaches it. */
  host: z.string().min(1).default('127.0.0.1'),
  /** Host names of the hubs; each has its own policies and devices. */
  hubs: z.array(HostName).min(1).default(['lockstep.azure-devices.net']),
  /** Folder for certificates, keys and devices; absent: everything lives in memory. One emulator a folder. */
  dataFolder: z.string().min(1).optional(),
  /** Whose tokens of Entra ID are taken; absent: nobody's. */
  entra: EntraOptions.optional(),
  /** Certificate authorities (PEM) whose devices may sign in to every hub. */
  deviceAuthorityFiles: z.array(z.string().min(1)).default([]),
  /** Folder in place of blob storage for imports and exports; absent: `blobs` in the data folder, if there is one. */
  blobFolder: z.string().min(1).optional(),
  switches: Switches.partial().default({}),
  /** Edition of every hub and how it limits its callers; without one nothing is limited. */
  throttle: ThrottleChange.default({}),
  /** How many times as fast as real time throttles and quotas live. */
  timeScale: z.number().gt(0).max(100_000).default(1),
  /** Requests that the journal keeps in full. */
  journalSize: z.int().min(0).max(1_000_000).default(10_000),
});
export type HubEmulatorOptions = z.infer<typeof HubEmulatorOptions>;
