import { readFile, rename, writeFile } from 'node:fs/promises';

/** The file's text, or undefined when there is no such file. */
export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isMissingFile(error)) return undefined;
    throw error;
  }
}

/** True for the error of a file that is not there. */
export function isMissingFile(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';
}

/** Writes a file that only its owner may read, whole or not at all. */
export function writeSecretFile(path: string, text: string): Promise<void> {
  return replaceFile(path, text, 0o600);
}

/** Writes a file that everybody may read, whole or not at all. */
export function writePublicFile(path: string, text: string): Promise<void> {
  return replaceFile(path, text, 0o644);
}

async function replaceFile(path: string, text: string, mode: number): Promise<void> {
  await writeFile(`${path}.new`, text, { mode });
  await rename(`${path}.new`, path);
}
