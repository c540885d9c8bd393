/** Reads the UI as it is built. */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, it } from '@jest/globals';

interface Chunk {
  file: string;
  imports?: string[];
}

const UI = 'dist/ui';
const MOST_BYTES = 350 * 1024;
const manifest = JSON.parse(readFileSync(`${UI}/.vite/manifest.json`, 'utf8')) as Record<string, Chunk>;

const filesOf = (name: string): string[] => [manifest[name]!.file, ...(manifest[name]!.imports ?? []).flatMap(filesOf)];

it('loads at most 350 kB of gzipped JavaScript before the first page is there', () => {
  const files = new Set([...filesOf('index.html'), ...filesOf('src/overview/overview-page.tsx')]);
  const bytes = [...files].reduce((sum, file) => sum + gzipSync(readFileSync(`${UI}/${file}`)).length, 0);
  expect(bytes).toBeGreaterThan(50 * 1024);
  expect(bytes).toBeLessThanOrEqual(MOST_BYTES);
});
