// Real: HTTP. Not real: the UI, of which there is one page and one asset.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FakeLog } from '../../../../test/support/fake-log.js';
import { secureHttp } from '../http/secure-http.js';
import { serveUi } from './serve-ui.js';

@Controller()
class Api {
  @Get('api/v1/devices')
  devices(): object {
    return { items: [] };
  }
}

@Module({ controllers: [Api] })
class Routes {}

const HTML = { accept: 'text/html,*/*' };

describe('the UI', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'ui-'));
  let app: NestFastifyApplication;
  let address: string;

  beforeAll(async () => {
    mkdirSync(path.join(folder, 'assets'));
    writeFileSync(path.join(folder, 'index.html'), '<!doctype html><title>Lockstep</title>');
    writeFileSync(path.join(folder, 'assets/main-1a2b.js'), 'export {};');
    app = await NestFactory.create<NestFastifyApplication>(Routes, new FastifyAdapter(), { logger: false });
    await secureHttp(app, []);
    await serveUi(app, new FakeLog(), folder);
    await app.listen(0, '127.0.0.1');
    address = await app.getUrl();
  }, 240_000);

  afterAll(async () => {
    await app.close();
    rmSync(folder, { recursive: true });
  }, 240_000);

  it.each(['/', '/devices', '/devices/pump%201?tab=x', '/nowhere'])('is the page at %s for a browser', async (at) => {
    const answer = await fetch(`${address}${at}`, { headers: HTML });
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([200, 'text/html; charset=utf-8', 'no-cache']);
    expect(await answer.text()).toContain('<title>Lockstep</title>');
  });

  it('runs no script but its own', async () => {
    const policy = (await fetch(address, { headers: HTML })).headers.get('content-security-policy')!;
    expect(policy).toContain("default-src 'self'");
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
  });

  it('lets browsers keep assets for good', async () => {
    const answer = await fetch(`${address}/assets/main-1a2b.js`);
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable']);
  });

  it.each([
    ['/api/v1/nothing', HTML],
    ['/webhooks/nothing', HTML],
    ['/assets/gone-9f9f.js', HTML],
    ['/assets/..%2findex.html', HTML],
    ['/devices', { accept: 'application/json' }],
  ])('leaves %s to the API', async (at, headers) => expect((await fetch(`${address}${at}`, { headers })).status).toBe(404));

  it('does not stand before the API', async () => expect(await (await fetch(`${address}/api/v1/devices`, { headers: HTML })).json()).toEqual({ items: [] }));
});
