import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const FILE = 'token';

/**
 * The token of the management API: the one that is given; else the one kept in the data folder; else a random one, which is then
 * kept there, readable by its owner only.
 */
export async function chooseToken(given: string | undefined, folder: string | undefined): Promise<string> {
  if (given !== undefined) return given;
  const random = randomBytes(32).toString('base64url');
  if (folder === undefined) return random;

  const file = join(folder, FILE);
  const kept = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  if (kept.trim() !== '') return kept.trim();
  await writeFile(file, `${random}\n`, { mode: 0o600 });
  return random;
}
