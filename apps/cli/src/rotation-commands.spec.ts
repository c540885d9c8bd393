// Real: the command and how it is called. Not real: the wishes, which are written down.
import { describe, expect, it } from '@jest/globals';
import { UsageError, readCall } from './read-call.js';
import { ROTATION_COMMANDS } from './rotation-commands.js';

async function run(...argv: string[]): Promise<{ lines: string[]; asked: unknown[] }> {
  const asked: unknown[] = [];
  const rotations = {
    ask: async (key: { deviceId: string }) => (asked.push(key), key.deviceId),
    count: async () => ({ toRotate: 5, underWay: 2, without: 1 }),
    askAll: async (scope: unknown) => (asked.push(scope), 5),
  };
  const lines = await ROTATION_COMMANDS['rotate-device-keys']!.run({ get: () => rotations } as never, readCall(['rotate-device-keys', ...argv]));
  return { lines, asked };
}

describe('rotate-device-keys', () => {
  it.each([
    ['asked', 'asked gets another key.'],
    ['under-way', 'under-way is about to get another key already.'],
    ['no-keys', 'no-keys has no key'],
    ['unknown', 'There is no device unknown'],
  ])('says of a device that it is %s', async (device, line) => {
    const { lines, asked } = await run(device, '--tenant', 'acme');
    expect(lines.join()).toContain(line);
    expect(asked).toEqual([{ tenantId: 'acme', deviceId: device }]);
  });

  it('asks for several devices', async () => {
    const { lines, asked } = await run('asked', 'under-way');
    expect([lines.length, asked.length]).toEqual([2, 2]);
  });

  it('asks for a group, or for all', async () => {
    expect(await run('--group', 'plant-1')).toMatchObject({ asked: [{ tenantId: 'default', group: 'plant-1' }] });
    const { lines, asked } = await run('--all');
    expect(asked).toEqual([{ tenantId: 'default', group: null }]);
    expect(lines[0]).toContain('5 devices get another key');
  });

  it('counts in a dry run, and asks for nothing', async () => {
    const { lines, asked } = await run('--all', '--dry-run');
    expect(asked).toEqual([]);
    expect(lines.map((line) => Number.parseInt(line))).toEqual([5, 2, 1]);
  });

  it.each([[], ['pump-7', '--all'], ['--group', 'a', '--all'], ['pump-7', '--dry-run']])('is refused with %s %s', async (...argv) => {
    await expect(run(...argv)).rejects.toThrow(UsageError);
  });
});
