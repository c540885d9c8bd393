import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { CannotStart } from './cannot-start.js';
import { shown, type Home } from './places.js';
import { writePrivateFile } from './write-private-file.js';

const KEY_BYTES = 32;

const Keys = z.object({
  /** As LOCKSTEP_MASTER_KEYS. Without it nothing that was sealed can be opened. */
  masterKeys: z.string().min(1),
  postgresPassword: z.string().min(1),
  webhook: z.object({ sourceId: z.string().nullable(), secret: z.string().min(1) }),
  tokens: z.object({ admin: z.string().nullable(), operator: z.string().nullable(), viewer: z.string().nullable() }),
});

/** What is secret in a home and has to be the same at every start. */
export type Keys = z.infer<typeof Keys>;

/** The keys of this home, made at the first start. Throws CannotStart where they are lost or cannot be read. */
export function keysOf(home: Home): Keys {
  if (existsSync(home.keys)) return readKeys(home);
  if (existsSync(home.postgres)) {
    throw new CannotStart(
      `${shown(home.keys)} is missing, and without its keys the data in ${shown(home.postgres)} cannot be opened. Put the file back, or move ${shown(home.folder)} away to begin anew.`,
    );
  }
  const made: Keys = {
    masterKeys: `k1:${randomBytes(KEY_BYTES).toString('base64')}`,
    postgresPassword: randomBytes(KEY_BYTES).toString('base64url'),
    webhook: { sourceId: null, secret: randomBytes(KEY_BYTES).toString('hex') },
    tokens: { admin: null, operator: null, viewer: null },
  };
  saveKeys(home, made);
  return made;
}

export function saveKeys(home: Home, keys: Keys): void {
  writePrivateFile(home.keys, `${JSON.stringify(keys, null, 2)}\n`);
}

function readKeys(home: Home): Keys {
  const text = readFileSync(home.keys, 'utf8');
  try {
    return Keys.parse(JSON.parse(text));
  } catch (cause) {
    throw new CannotStart(`${shown(home.keys)} cannot be read. Put it back from a copy, or move ${shown(home.folder)} away to begin anew.`, { cause });
  }
}
