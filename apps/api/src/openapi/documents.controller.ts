import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { OpenToAll } from '#access';
import { OpenApiDocument } from './openapi-document.js';

/** swagger-ui comes with @nestjs/swagger, so it is looked for from there. */
const fromNest = createRequire(createRequire(import.meta.url).resolve('@nestjs/swagger'));
const assets = new Map<string, string>();

function asset(name: string): string {
  const text = assets.get(name) ?? readFileSync(join(dirname(fromNest.resolve('swagger-ui-dist/package.json')), name), 'utf8');
  assets.set(name, text);
  return text;
}

const PAGE = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Lockstep API</title><link rel="stylesheet" href="docs/swagger-ui.css"></head>
<body><div id="api"></div><script src="docs/swagger-ui-bundle.js"></script><script src="docs/open.js"></script></body>
</html>`;

/** A script of its own, because pages of ours run no script that stands in them. */
const OPEN = `window.ui = SwaggerUIBundle({ url: new URL('openapi.json', document.baseURI).href, dom_id: '#api', deepLinking: true, validatorUrl: null });`;

/** The OpenAPI document, and a page that shows it. Nothing of it comes from another server. */
@Controller()
@OpenToAll()
@ApiExcludeController()
export class DocumentsController {
  constructor(private readonly document: OpenApiDocument) {}

  @Get('openapi.json')
  @Header('content-type', 'application/json; charset=utf-8')
  json(): string {
    return this.document.text;
  }

  @Get('docs')
  @Header('content-type', 'text/html; charset=utf-8')
  page(): string {
    return PAGE;
  }

  @Get('docs/open.js')
  @Header('content-type', 'text/javascript; charset=utf-8')
  open(): string {
    return OPEN;
  }

  @Get('docs/swagger-ui.css')
  @Header('content-type', 'text/css; charset=utf-8')
  style(): string {
    return asset('swagger-ui.css');
  }

  @Get('docs/swagger-ui-bundle.js')
  @Header('content-type', 'text/javascript; charset=utf-8')
  script(): string {
    return asset('swagger-ui-bundle.js');
  }
}
