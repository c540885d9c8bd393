// Real: the commands. Not real: the stored secrets, which answer what a row says.
import { describe, expect, it } from '@jest/globals';
import type { KeyUses } from '#core';
import { KEY_COMMANDS, useLines } from './key-commands.js';
import { readCall } from './read-call.js';

const use = (keyId: string | null, records: number, place = 'device.adopted_key') => ({ keyId, records, place });
const BEFORE: KeyUses = { known: ['k2', 'k1'], uses: [use('k1', 3), use('k2', 1), use('k1', 1, 'tenant.device_key_seed')] };
const AFTER: KeyUses = { known: ['k2', 'k1'], uses: [use('k2', 4), use('k2', 1, 'tenant.device_key_seed')] };

async function run(...argv: string[]): Promise<{ lines: string[]; rewraps: number }> {
  let rewraps = 0;
  const secrets = {
    uses: async () => (rewraps === 0 ? BEFORE : AFTER),
    rewrap: async () => {
      rewraps += 1;
      return { records: 4, troubles: ['One does not open.'] };
    },
  };
  const call = readCall(argv);
  return { lines: await KEY_COMMANDS[call.command]!.run({ get: () => secrets } as never, call), rewraps };
}

describe('the commands of the encryption keys', () => {
  it('say which key is still needed, and where', async () => {
    expect((await run('keys')).lines).toEqual(['k2  seals  1 records  device.adopted_key 1', 'k1  opens  4 records  device.adopted_key 3, tenant.device_key_seed 1']);
  });

  it('say how much there is to do, and do nothing, in a dry run', async () => {
    const { lines, rewraps } = await run('rewrap', '--dry-run');
    expect(lines[0]).toBe('4 stored secrets would be sealed with k2.');
    expect(rewraps).toBe(0);
  });

  it('rewrap, and say that the old key can go', async () => {
    expect((await run('rewrap')).lines).toEqual([
      '4 stored secrets were sealed with k2.',
      'One does not open.',
      'k2  seals  5 records  device.adopted_key 4, tenant.device_key_seed 1',
      'k1  opens  0 records: it can be taken away once every process has k2 first',
    ]);
  });

  it('name a key that is missing, and values that are not sealed', () => {
    expect(useLines({ known: ['k2'], uses: [use('k1', 2), use(null, 1)] })).toEqual([
      'k2  seals  0 records',
      'k1  MISSING  2 records cannot be opened  device.adopted_key 2',
      '(no sealed value)  MISSING  1 records cannot be opened  device.adopted_key 1',
    ]);
  });
});
