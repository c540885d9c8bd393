import path from 'node:path';
import { z } from 'zod';
import { CannotStart } from './cannot-start.js';

const PORT_FORM = 'must be a whole number from 0 to 65535; 0 takes any free port';

const portOr = (usual: number) => z.string().regex(/^\d{1,5}$/, PORT_FORM).transform(Number).refine((port) => port <= 65_535, PORT_FORM).default(usual);

const Variables = z.object({
  /** Where everything is kept: data, keys, logs. Relative to the current folder. */
  LOCKSTEP_HOME: z.string().default('.lockstep'),
  /** Where the API listens; 0 takes any free port. */
  PORT: portOr(3000),
  HUB_EMULATOR_PORT: portOr(8443),
  MENDER_EMULATOR_PORT: portOr(8081),
  /** Redis for the queue. Without it the queue lives in PostgreSQL. */
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'must be a redis:// or rediss:// address' }).optional(),
  /** What the API and the worker write to their logs. */
  LOG_LEVEL: z.enum(['error', 'warn', 'info', 'debug', 'silent'], 'must be error, warn, info, debug or silent').default('info'),
});

/** A port under the name that whoever starts us knows it by. */
export interface PortSetting {
  variable: 'PORT' | 'HUB_EMULATOR_PORT' | 'MENDER_EMULATOR_PORT';
  port: number;
}

export interface Settings {
  /** Absolute. */
  home: string;
  ports: { api: PortSetting; hub: PortSetting; mender: PortSetting };
  redisUrl: string | null;
  logLevel: string;
}

/** Reads our settings from an environment; empty is the same as not set. Throws one CannotStart that lists every problem. */
export function readSettings(source: Readonly<Record<string, string | undefined>>, folder: string): Settings {
  const set = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const { data, error } = Variables.safeParse(set);
  if (error) throw new CannotStart(error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}.`).join('\n'));

  const api = { variable: 'PORT', port: data.PORT } as const;
  const hub = { variable: 'HUB_EMULATOR_PORT', port: data.HUB_EMULATOR_PORT } as const;
  const mender = { variable: 'MENDER_EMULATOR_PORT', port: data.MENDER_EMULATOR_PORT } as const;
  checkApart([api, hub, mender]);
  return { home: path.resolve(folder, data.LOCKSTEP_HOME), ports: { api, hub, mender }, redisUrl: data.REDIS_URL ?? null, logLevel: data.LOG_LEVEL };
}

function checkApart(ports: readonly PortSetting[]): void {
  for (const { variable, port } of ports) {
    const other = ports.find((candidate) => candidate.variable !== variable && candidate.port === port);
    if (port !== 0 && other) throw new CannotStart(`${variable} and ${other.variable} are both ${port}. Give each a port of its own.`);
  }
}
