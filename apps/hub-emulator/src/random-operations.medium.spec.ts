// Real here: HTTPS and Microsoft's client. Random operations go to the emulator and to a model of the hub; both must say the same.
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { startHubEmulator, type RunningHubEmulator } from './index.js';
import { connectSdk, type Sdk } from './test/connect-sdk.js';
import { BAD_NAME, HubModel, TOO_LONG, type Condition, type ModelThing, type Step, type Values } from './test/hub-model.js';
import type { Wire } from './test/send-raw.js';

/** More by hand: HUB_EMULATOR_RUNS=10000. */
const RUNS = Number(process.env['HUB_EMULATOR_RUNS'] ?? 100);

jest.setTimeout(30_000 + RUNS * 1000);

let emulator: RunningHubEmulator;
let sdk: Sdk;
let run = 0;

beforeAll(async () => {
  emulator = await startHubEmulator({ port: 0, journalSize: 10 });
  sdk = connectSdk(emulator);
});

afterAll(async () => {
  sdk.close();
  await emulator.stop();
});

const IDS = ['a', 'b', 'c'];
const MODULE = 'm';
const id = fc.constantFrom(...IDS);
/** Every other step is about a module. */
const place = { id, module: fc.constantFrom(undefined, MODULE) };
const condition: fc.Arbitrary<Condition> = fc.constantFrom('none', 'any', 'current', 'stale');
const status = fc.constantFrom('enabled' as const, 'disabled' as const);
const leaf = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 0, max: 2 }) },
  { weight: 8, arbitrary: fc.constantFrom('x', '', null) },
  { weight: 1, arbitrary: fc.constant(TOO_LONG) },
);
const inner = fc.dictionary(fc.constantFrom('m', 'n'), leaf, { maxKeys: 2 });
const name = fc.oneof({ weight: 20, arbitrary: fc.constantFrom('k', 'l') }, { weight: 1, arbitrary: fc.constant(BAD_NAME) });
const values = fc.dictionary(name, fc.oneof(leaf, inner), { maxKeys: 2 }) as fc.Arbitrary<Values>;
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('put' as const), ...place, status, condition }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('delete' as const), ...place, condition }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constantFrom('patch' as const, 'replace' as const), ...place, tags: values, desired: values, condition }) },
);
const bulk = fc.uniqueArray(fc.oneof(step, fc.record({ kind: fc.constant('add' as const), id, status, tags: values })), { selector: (entry) => entry.id, minLength: 1 });
const look = fc.integer({ min: 0, max: 2 }).map((wanted) => ({ kind: 'look' as const, wanted }));
const move = fc.oneof({ weight: 6, arbitrary: step }, { weight: 2, arbitrary: bulk }, { weight: 1, arbitrary: look });
type Entry = Step | { readonly kind: 'add'; readonly id: string; readonly status: 'enabled' | 'disabled'; readonly tags: Values };

/** One run: ids of its own, and the etags as the hub told them last. */
class Run {
  readonly model = new HubModel();
  readonly #prefix = `r${(run += 1)}-`;

  nameOf = (short: string) => this.#prefix + short;

  async take(made: Step): Promise<void> {
    const expected = this.model.take(made);
    const { kind, condition: on } = made;
    const path = this.pathOf(kind === 'patch' || kind === 'replace' ? 'twins' : 'devices', made);
    const headers = await this.ifMatch(path, on);
    const body = kind === 'put' ? { status: made.status } : kind === 'delete' ? undefined : { tags: made.tags, properties: { desired: made.desired } };
    const method = ({ put: 'PUT', delete: 'DELETE', patch: 'PATCH', replace: 'PUT' } as const)[kind];
    const answered = await sdk.call(method, path, body, headers).then(
      () => 'good',
      (error: Wire) => error.response.statusCode as number,
    );
    expect([made, answered]).toEqual([made, expected < 300 ? 'good' : expected]);
  }

  async takeBulk(entries: readonly Entry[]): Promise<void> {
    const sent = await Promise.all(entries.map((entry) => this.bulkEntry(entry)));
    const failed = entries.filter((entry) => !this.succeeds(entry)).map((entry) => this.nameOf(entry.id));
    const answer = (await sdk.call('POST', '/devices', sent)) as Wire;
    expect([entries, answer.isSuccessful, answer.errors.map((error: Wire) => error.deviceId)]).toEqual([entries, failed.length === 0, failed]);
  }

  async look(wanted: number): Promise<void> {
    const names = IDS.map((short) => `'${this.nameOf(short)}'`).join();
    const query = sdk.registry.createQuery(`SELECT * FROM devices WHERE tags.k = ${wanted} AND deviceId IN [${names}]`, 2);
    const found: string[] = [];
    do found.push(...(await query.nextAsTwin()).result.map(({ deviceId }) => deviceId));
    while (query.hasMoreResults);
    const expected = [...this.model.devices].filter(([, { tags }]) => tags['k'] === wanted).map(([short]) => this.nameOf(short));
    expect(found.sort()).toEqual(expected.sort());
  }

  /** Looks at everything there should be, and that there is nothing else. */
  async compare(): Promise<void> {
    for (const short of IDS) {
      const expected = this.model.devices.get(short);
      expect(await this.see({ id: short })).toEqual(expected && essence(expected));
      if (!expected) continue;
      const modules = (await sdk.call('GET', `/devices/${this.nameOf(short)}/modules`)) as Wire[];
      expect(modules.map(({ moduleId }) => moduleId).sort()).toEqual([...expected.modules.keys()].sort());
      for (const [module, own] of expected.modules) expect(await this.see({ id: short, module })).toEqual(essence(own));
    }
  }

  private async see(made: { readonly id: string; readonly module?: string }): Promise<object | undefined> {
    const twin = (await sdk.call('GET', this.pathOf('twins', made)).catch((error: Wire) => {
      if (error.response?.statusCode !== 404) throw error;
    })) as Wire;
    return twin && simplify(twin);
  }

  private pathOf(root: string, { id: short, module }: { readonly id: string; readonly module?: string | undefined }): string {
    return `/${root}/${this.nameOf(short)}${module === undefined ? '' : `/modules/${module}`}`;
  }

  private async ifMatch(path: string, on: Condition): Promise<Record<string, string>> {
    if (on === 'none') return {};
    if (on === 'any') return { 'If-Match': '*' };
    if (on === 'stale') return { 'If-Match': '"c3RhbGU="' };
    const present = (await sdk.call('GET', path).catch(() => ({ etag: 'bm9uZQ==' }))) as Wire;
    return { 'If-Match': `"${present.etag}"` };
  }

  private async bulkEntry(entry: Entry): Promise<object> {
    if (entry.kind === 'add') return { id: this.nameOf(entry.id), importMode: 'create', status: entry.status, tags: entry.tags };
    const own = { id: this.nameOf(entry.id), ...(entry.module !== undefined && { moduleId: entry.module }) };
    const isTwin = entry.kind === 'patch' || entry.kind === 'replace';
    const { 'If-Match': etag } = await this.ifMatch(this.pathOf(isTwin ? 'twins' : 'devices', entry), entry.condition);
    const suffix = etag === undefined || etag === '*' ? '' : 'IfMatchETag';
    if (entry.kind === 'delete') return { ...own, importMode: `delete${suffix}`, eTag: etag };
    if (entry.kind === 'put') return { ...own, importMode: entry.condition === 'none' ? 'create' : `update${suffix}`, status: entry.status, eTag: etag };
    return { ...own, importMode: `updateTwin${suffix}`, twinETag: etag, tags: entry.tags, properties: { desired: entry.desired } };
  }

  private succeeds(entry: Entry): boolean {
    if (entry.kind === 'add') return this.model.add(entry.id, entry.status, entry.tags);
    return this.model.take(entry.kind === 'replace' ? { ...entry, kind: 'patch' } : entry) < 300;
  }
}

function essence({ status: is, twinEtag, tags, desired }: ModelThing): object {
  return { status: is, twinEtag, tags, desired };
}

function simplify({ status: is, etag, tags = {}, properties }: Wire): object {
  const { $metadata: _metadata, $version: _version, ...desired } = properties.desired;
  return { status: is, twinEtag: Number(Buffer.from(etag, 'base64').readBigUInt64BE()), tags, desired };
}

describe('random operations', () => {
  it(`end as in the model, ${RUNS} times`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(move, { minLength: 1, maxLength: 25, size: 'max' }), async (moves) => {
        const own = new Run();
        for (const made of moves) {
          if (Array.isArray(made)) await own.takeBulk(made);
          else if ('wanted' in made) await own.look(made.wanted);
          else await own.take(made as Step);
        }
        await own.compare();
      }),
      { numRuns: RUNS },
    );
  });
});
