import { readFile } from 'node:fs/promises';
import type { Route } from '../http/route.js';

/** The page lies beside the sources; compiled code runs from a copy of the tree under dist/. */
const PLACES = ['../../page/index.html', '../../../../../apps/mender-emulator/page/index.html'];

const HEADERS = {
  'Content-Type': 'text/html; charset=utf-8',
  'Cache-Control': 'no-cache',
  'Content-Security-Policy': [
    "default-src 'none'", "connect-src 'self'", "style-src 'unsafe-inline'", "script-src 'unsafe-inline'", 'img-src data:',
    "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
  ].join('; '),
  'X-Content-Type-Options': 'nosniff',
};

/** The page at `/`. Reads it once, now. */
export async function pageRoute(): Promise<Route> {
  const text = await firstOf(PLACES.map((place) => new URL(place, import.meta.url)));
  return { method: 'GET', path: '/', run: () => ({ status: 200, headers: HEADERS, text }) };
}

async function firstOf([place, ...others]: readonly URL[]): Promise<string> {
  if (!place) throw new Error('page/index.html of the Mender emulator is missing; install the emulator again.');
  return readFile(place, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return firstOf(others);
    throw error;
  });
}
