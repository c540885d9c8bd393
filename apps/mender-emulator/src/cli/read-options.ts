import { parseArgs } from 'node:util';
import type { MenderEmulatorOptions } from '../index.js';
import { WebhookTarget } from '../webhooks/webhook-target.js';

/** The command line cannot be followed. The text lists every problem. */
export class OptionsAreWrong extends Error {
  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'OptionsAreWrong';
  }
}

/** What the command line asks for: help, or to start with these options. Throws OptionsAreWrong. */
export function readOptions(args: readonly string[]): 'help' | MenderEmulatorOptions {
  const values = parse(args);
  if (values.help) return 'help';

  const problems: string[] = [];
  const { port: portText = '8081', host = '127.0.0.1', data: dataDir, token, 'webhook-url': url, 'webhook-secret': secret = '' } = values;
  const port = /^\d+$/.test(portText) ? Number(portText) : NaN;
  if (!(port <= 65_535)) problems.push(`--port must be a number from 0 to 65535, not "${portText}".`);
  if (dataDir === '') problems.push('--data must name a folder.');
  if (token !== undefined && !/^[\x21-\x7e]+$/.test(token)) problems.push('--token must be printable characters without spaces.');
  if (url === undefined && secret !== '') problems.push('--webhook-secret needs --webhook-url.');
  const target = WebhookTarget.safeParse({ url: url ?? 'http://localhost', secret });
  for (const { path, message } of target.error?.issues ?? []) problems.push(`--webhook-${path.join('.')} ${message}.`);

  if (problems.length > 0) throw new OptionsAreWrong(problems);
  return { port, host, dataDir, token, ...(url !== undefined && { webhook: { url, secret } }) };
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const options = {
    port: text, host: text, data: text, token: text, 'webhook-url': text, 'webhook-secret': text,
    help: { type: 'boolean', short: 'h' },
  } as const;
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new OptionsAreWrong([error instanceof Error ? error.message : String(error)]);
  }
}
