import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { ROOT } from './bootstrap/places.mjs';

interface Service {
  build?: { target: string };
  image?: string;
  command?: string[];
  environment?: Record<string, string>;
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test: string[] };
  volumes?: string[];
  ports?: string[];
  container_name?: string;
  restart?: string;
  user?: string;
  read_only?: boolean;
  cap_drop?: string[];
  security_opt?: string[];
  tmpfs?: string[];
}

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const composeText = read('docker-compose.yml');
const compose = parse(composeText, { merge: true }) as { services: Record<string, Service>; volumes: Record<string, unknown> };
const service = (name: string): Service => compose.services[name] ?? {};

/** The Dockerfile's stages by name: the instructions of each, with those of the stage it is made from. */
function stages(): Record<string, string> {
  const found: Record<string, string> = {};
  for (const text of read('Dockerfile').split(/^(?=FROM )/m).slice(1)) {
    const [, base, name] = /^FROM (\S+) AS (\S+)/.exec(text) ?? [];
    if (base && name) found[name] = (found[base] ?? '') + text;
  }
  return found;
}

const lastOf = (stage: string | undefined, instruction: string): string | undefined =>
  [...(stage ?? '').matchAll(new RegExp(`^${instruction} (.+)$`, 'gm'))].at(-1)?.[1];

describe('docker-compose.yml', () => {
  it('has these services', () => {
    expect(Object.keys(compose.services).sort()).toEqual(['api', 'migrate', 'postgres', 'redis', 'worker']);
  });

  it.each(['api', 'worker', 'migrate', 'postgres', 'redis'])('locks %s down', (name) => {
    expect(service(name)).toMatchObject({ read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] });
    expect(service(name).tmpfs).toContain('/tmp');
  });

  it.each(['postgres', 'redis'])('runs %s as a user of its own, on a volume that lasts, watched, and reached by nobody outside', (name) => {
    const { user, volumes, healthcheck, ports, image } = service(name);

    expect(user).toBe(name);
    expect(volumes?.map((volume) => volume.split(':')[0])).toEqual([name]);
    expect(compose.volumes).toHaveProperty(name);
    expect(healthcheck?.test[0]).toBe('CMD');
    expect(ports).toBeUndefined();
    expect(image).toMatch(/^(postgres:18|redis:7)-/);
  });

  it('keeps the data of PostgreSQL where its image looks for them', () => {
    expect(service('postgres').volumes).toEqual(['postgres:/var/lib/postgresql']);
  });

  it('has Redis write every second, and evict nothing', () => {
    const command = service('redis').command?.join(' ');

    expect(command).toContain('--appendonly yes --appendfsync everysec');
    expect(command).toContain('--maxmemory-policy noeviction');
  });

  it('migrates once, when PostgreSQL answers', () => {
    expect(service('migrate')).toMatchObject({ restart: 'no', depends_on: { postgres: { condition: 'service_healthy' } } });
  });

  it.each(['api', 'worker'])('starts %s after the migration, when its servers answer', (name) => {
    expect(service(name).depends_on).toEqual({
      migrate: { condition: 'service_completed_successfully' },
      postgres: { condition: 'service_healthy' },
      redis: { condition: 'service_healthy' },
    });
  });

  it('lets there be many workers', () => {
    expect(service('worker').container_name).toBeUndefined();
    expect(service('worker').ports).toBeUndefined();
  });

  it('refuses to start without a secret, with a sentence, and has a default for none', () => {
    for (const secret of ['LOCKSTEP_MASTER_KEYS', 'POSTGRES_PASSWORD']) {
      const uses = [...composeText.matchAll(new RegExp(`\\$\\{${secret}(.*?)\\}`, 'g'))].map(([, rest]) => rest);
      expect(uses.length).toBeGreaterThan(0);
      for (const use of uses) expect(use).toMatch(/^:\?Set .{20,}/);
    }
  });

  it('asks for nothing that .env.example does not name', () => {
    const named = [...read('.env.example').matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name);
    const asked = new Set([...composeText.matchAll(/\$\{([A-Z_]+)/g)].map(([, name]) => name));

    expect(asked.size).toBeGreaterThan(5);
    expect(named).toEqual(expect.arrayContaining([...asked]));
  });

  it('hands every setting of .env.example to the services, under its own name', () => {
    const [settings = ''] = read('.env.example').split(/^# Read by `npm start` only/m);
    const named = [...settings.matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name ?? '');
    // These two say where the container listens; outside, that is for `ports` to say.
    const handed = named.filter((name) => name !== 'PORT' && name !== 'HOST');

    for (const name of ['api', 'worker']) expect(Object.keys(service(name).environment ?? {}).sort()).toEqual(handed.sort());
  });
});

describe('Dockerfile', () => {
  const { api, worker, migrate, packages } = stages();

  it('has a stage for every image of docker-compose.yml', () => {
    const targets = Object.values(compose.services).flatMap(({ build }) => (build ? [build.target] : []));

    expect(Object.keys(stages())).toEqual(expect.arrayContaining(targets));
  });

  it.each(Object.entries({ api, worker, migrate }))('does not run %s as root', (_name, stage) => {
    expect(lastOf(stage, 'USER')).toBe('node');
  });

  it('builds on the Node that the packages bring', () => {
    const { devDependencies } = JSON.parse(read('package.json')) as { devDependencies: { node: string } };
    const bases = [...read('Dockerfile').matchAll(/^FROM (node:\S+)/gm)].map(([, base]) => base);

    expect(new Set(bases)).toEqual(new Set([`node:${devDependencies.node.split('.')[0]}-bookworm-slim`]));
  });

  it('ships no development package, the package "node" among them', () => {
    expect(packages).toContain('npm ci --omit=dev --omit=optional\n');
    for (const stage of [api, worker]) {
      expect(stage).toContain('COPY --from=packages /app/node_modules');
      expect(stage).not.toContain('--from=build /app/node_modules');
    }
  });

  it('asks the API whether it lives, and the worker nothing', () => {
    expect(api).toMatch(/HEALTHCHECK .*\n {2}CMD .*\/livez/);
    expect(worker).toContain('HEALTHCHECK NONE');
  });

  it('migrates with the schema engine that needs no download, at run time', () => {
    expect(lastOf(migrate, 'ENV')).toBe('PRISMA_SCHEMA_ENGINE_BINARY=/app/tools/schema-engine.mjs');
    expect(lastOf(migrate, 'CMD')).toBe('["node", "tools/prisma.mjs", "migrate", "deploy"]');
  });
});
