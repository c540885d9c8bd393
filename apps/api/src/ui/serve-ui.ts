import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import staticFiles from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import type { Log } from '#core';

/** Who asks for what is below these is a program, whatever it says that it accepts. */
const NOT_PAGES = /^\/(api|webhooks|assets|problems|docs|livez|readyz|metrics)(\/|$)/;

/** What one page may ask for at once at most, kept by browsers for good: every name below it carries a hash of what it holds. */
const ASSETS = '/assets/';

/**
 * Serves the UI from the folder that it was built into (tools/bootstrap/build-ui.mjs). Every address that nothing else answers
 * and that a browser wants to show is the page; the page itself knows whether there is such a place. Without that folder there
 * is no UI, and the API is as it would be.
 */
export async function serveUi(app: NestFastifyApplication, log: Log, folder = builtUi()): Promise<void> {
  const index = folder && path.join(folder, 'index.html');
  if (!index || !existsSync(index)) return log.info({}, 'There is no UI to serve: it was not built');
  const page = readFileSync(index, 'utf8');
  await app.register(staticFiles, { root: path.join(folder, 'assets'), prefix: ASSETS, index: false, immutable: true, maxAge: '365d', preCompressed: true });
  app
    .getHttpAdapter()
    .getInstance()
    .get('/*', (request, reply) => {
      if (!wantsPage(request)) return reply.callNotFound();
      return reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page);
    });
}

const wantsPage = ({ url, headers }: FastifyRequest): boolean => !NOT_PAGES.test(url.split('?')[0]!) && (headers.accept?.includes('text/html') ?? false);

/** `dist/ui` below the folder with our package.json, whether this file runs as it was written or as it was built. */
function builtUi(): string | null {
  for (let folder = import.meta.dirname; folder !== path.dirname(folder); folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, 'package.json'))) return path.join(folder, 'dist/ui');
  }
  return null;
}
