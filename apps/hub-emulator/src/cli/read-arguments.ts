import { parseArgs } from 'node:util';
import { z } from 'zod';
import { HubEmulatorOptions } from '../options.js';

/** What the command line asks for: help, or a start. */
export type Arguments = { readonly help: true } | { readonly help: false; readonly options: HubEmulatorOptions };

/** A command line that cannot be followed; the message lists every problem. */
export class BadArguments extends Error {
  override readonly name = 'BadArguments';
}

/** Reads the command line. Throws BadArguments. */
export function readArguments(argv: readonly string[]): Arguments {
  const { values } = parse(argv);
  if (values.help) return { help: true };
  const parsed = HubEmulatorOptions.safeParse({
    ...(values.port !== undefined && { port: readPort(values.port) }),
    ...(values.host !== undefined && { host: values.host }),
    ...(values.hub && { hubs: values.hub }),
    ...(values.data !== undefined && { dataFolder: values.data }),
    ...(values['time-scale'] !== undefined && { timeScale: Number(values['time-scale']) }),
    ...readEntra(values),
    ...(values['device-ca'] && { deviceAuthorityFiles: values['device-ca'] }),
    ...(values.blobs !== undefined && { blobFolder: values.blobs }),
    throttle: {
      ...(values.sku !== undefined && { sku: values.sku }),
      ...(values.units !== undefined && { units: Number(values.units) }),
    },
    ...(values.switch && { switches: Object.fromEntries(values.switch.map(readSwitch)) }),
  });
  if (parsed.success) return { help: false, options: parsed.data };
  throw new BadArguments(z.prettifyError(parsed.error));
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        port: { type: 'string' },
        host: { type: 'string' },
        hub: { type: 'string', multiple: true },
        data: { type: 'string' },
        'entra-issuer': { type: 'string' },
        'entra-audience': { type: 'string' },
        'entra-jwks': { type: 'string' },
        'entra-role': { type: 'string', multiple: true },
        'device-ca': { type: 'string', multiple: true },
        blobs: { type: 'string' },
        sku: { type: 'string' },
        units: { type: 'string' },
        'time-scale': { type: 'string' },
        switch: { type: 'string', multiple: true },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new BadArguments(error instanceof Error ? error.message : String(error));
  }
}

/** The options about Entra ID, when there is one. */
function readEntra(values: ReturnType<typeof parse>['values']): { entra?: object } {
  const { 'entra-issuer': issuer, 'entra-audience': audience, 'entra-jwks': jwks, 'entra-role': given } = values;
  if (issuer === undefined && audience === undefined && jwks === undefined && given === undefined) return {};
  const roles: Record<string, string[]> = {};
  for (const text of given ?? []) {
    const mark = text.indexOf('=');
    if (mark < 0) throw new BadArguments(`--entra-role ${text}: write SUBJECT=ROLE`);
    (roles[text.slice(0, mark)] ??= []).push(text.slice(mark + 1));
  }
  return { entra: { issuer, ...(audience !== undefined && { audience }), jwks, roles } };
}

function readPort(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : NaN;
}

/** `name=value`; a value that reads as a number or a boolean is one. */
function readSwitch(text: string): [string, unknown] {
  const mark = text.indexOf('=');
  if (mark < 0) throw new BadArguments(`--switch ${text}: write NAME=VALUE`);
  const value = text.slice(mark + 1);
  return [text.slice(0, mark), /^(\d+|true|false)$/.test(value) ? JSON.parse(value) : value];
}
