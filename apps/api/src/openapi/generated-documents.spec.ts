// Real: every controller with its decorators. Not real: whatever is behind them.
import 'reflect-metadata';
import { readFileSync, readdirSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { PROBLEMS } from '../problems/problems.js';
import { GENERATED_FOLDER, generatedDocuments } from './generated-documents.js';

interface Answer {
  content?: Record<string, { schema?: unknown; examples?: Record<string, { value: { status: number; type: string } }> }>;
}

interface Operation {
  operationId: string;
  summary: string;
  description: string;
  tags: string[];
  responses: Record<string, Answer>;
  security?: unknown[];
  'x-required-permission'?: string;
}

/** Routes below /api that anybody may call, and those for whoever signed in. */
const OPEN = ['session.ways', 'session.withToken', 'session.begin', 'session.finish'];
const SIGNED_IN = ['me.me', 'session.end'];

let documents: Map<string, string>;
let operations: { path: string; verb: string; operation: Operation }[];

beforeAll(async () => {
  documents = await generatedDocuments();
  const { paths } = JSON.parse(documents.get('docs/openapi.json')!) as { paths: Record<string, Record<string, Operation>> };
  operations = Object.entries(paths).flatMap(([path, item]) => Object.entries(item).map(([verb, operation]) => ({ path, verb, operation })));
});

describe('the documents that are made from the code', () => {
  it('are committed as they are made; if not, run: node tools/write-documents.mjs', () => {
    for (const [path, text] of documents) expect({ path, text: readFileSync(path, 'utf8') }).toEqual({ path, text });
  });

  it('are all that is in the folder', () => {
    expect(readdirSync(GENERATED_FOLDER).map((name) => `${GENERATED_FOLDER}/${name}`).sort()).toEqual([...documents.keys()].filter((path) => path.startsWith(GENERATED_FOLDER)).sort());
  });
});

describe('the OpenAPI document', () => {
  it('is of version 3.1 and leads nowhere that it does not go itself', () => {
    const text = documents.get('docs/openapi.json')!;
    const document = JSON.parse(text) as { openapi: string; components: { schemas: Record<string, unknown> } };
    expect(document.openapi).toMatch(/^3\.1\./);
    const references = [...text.matchAll(/"\$ref": "([^"]+)"/g)].map(([, reference]) => reference!);
    expect(references.length).toBeGreaterThan(20);
    for (const reference of references) expect(Object.keys(document.components.schemas)).toContain(reference.replace('#/components/schemas/', ''));
  });

  it('says of every operation what it does: first in one sentence, then in full. It is the doc comment of the route', () => {
    for (const { path, verb, operation } of operations) {
      const { summary, description } = operation;
      expect({ path, verb, summary }).toEqual({ path, verb, summary: expect.stringMatching(/^[A-Z][^.]{8,140}$/) });
      expect(description).toMatch(new RegExp(`^${summary.replace(/[()*?]/g, '\\$&')}[.:]`));
      expect(description).toMatch(/(Needs `[a-z]+:[a-z]+`.*|Needs a caller who signed in|Open to all)\.$/);
    }
  });

  it('describes every tag, and has no other', () => {
    const { tags } = JSON.parse(documents.get('docs/openapi.json')!) as { tags: { name: string; description: string }[] };
    expect(tags.map(({ name }) => name).slice(0, 3)).toEqual(['Overview', 'Devices', 'Twins']);
    for (const { name, description } of tags) expect({ name, description }).toEqual({ name, description: expect.stringMatching(/^[A-Z].{10,}\.$/) });
    expect(new Set(operations.flatMap(({ operation }) => operation.tags))).toEqual(new Set(tags.map(({ name }) => name)));
  });

  it('names every operation once', () => {
    const names = operations.map(({ operation }) => operation.operationId);
    expect(names.length).toBeGreaterThan(20);
    expect(new Set(names).size).toBe(names.length);
  });

  it('has a schema for every good answer with a body, and says of every operation what is good', () => {
    for (const { path, verb, operation } of operations) {
      const good = Object.entries(operation.responses).filter(([status]) => /^[23]/.test(status));
      expect({ path, verb, good: good.length }).toEqual({ path, verb, good: 1 });
      const [status, { content }] = good[0]!;
      const isEmpty = path.startsWith('/api/management/') && status === '201';
      if (!isEmpty && (status === '200' || status === '201')) expect({ path, verb, schema: Object.values(content ?? {})[0]?.schema }).toEqual({ path, verb, schema: expect.anything() });
    }
  });

  it('has an example for every code of every bad answer', () => {
    for (const { path, verb, operation } of operations) {
      for (const [status, { content }] of Object.entries(operation.responses).filter(([status]) => /^[45]/.test(status))) {
        // Mender's errors are no problems: they have a text and nothing else.
        const isMenders = path.startsWith('/api/management/');
        const examples = Object.values(content?.[isMenders ? 'application/json' : 'application/problem+json']?.examples ?? {});
        expect({ path, verb, status, some: examples.length > 0 }).toEqual({ path, verb, status, some: true });
        if (isMenders) continue;
        for (const { value } of examples) expect(String(value.status)).toBe(status);
      }
    }
  });

  it('has an example for every problem there is', () => {
    const shown = new Set(operations.flatMap(({ operation }) => Object.values(operation.responses).flatMap(({ content }) => Object.keys(content?.['application/problem+json']?.examples ?? {}))));
    expect(Object.keys(PROBLEMS).filter((code) => !shown.has(code))).toEqual([]);
  });

  it('says of every route below /api what it takes to call it', () => {
    const guarded = operations.filter(({ path, operation }) => path.startsWith('/api/') && !OPEN.includes(operation.operationId));
    for (const { path, verb, operation } of guarded) {
      expect({ path, verb, security: operation.security }).toEqual({ path, verb, security: [{ bearer: [] }, { cookie: [] }] });
      expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(['401', '429', '503']));
      if (SIGNED_IN.includes(operation.operationId)) continue;
      expect({ path, verb, permission: operation['x-required-permission'] }).toEqual({ path, verb, permission: expect.stringMatching(/^[a-z]+:[a-z]+$/) });
      expect(Object.keys(operation.responses)).toContain('403');
    }
    expect(operations.filter(({ operation }) => operation.security === undefined && operation['x-required-permission'] !== undefined)).toEqual([]);
  });

  it('takes no secret as a parameter, and marks every one in a body as written only', () => {
    const { components } = JSON.parse(documents.get('docs/openapi.json')!) as { components: { schemas: Record<string, unknown> } };
    const text = JSON.stringify(components.schemas);
    for (const name of ['connectionString', 'clientSecret', 'certificate', 'token']) expect(text).toMatch(new RegExp(`"${name}":\\{[^{}]*"writeOnly":true`));
  });
});
