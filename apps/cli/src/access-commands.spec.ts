// Real: the commands and how they are called. Not real: the stores, which write down what they are asked.
import { describe, expect, it } from '@jest/globals';
import { Secret } from '#core';
import { COMMANDS } from './commands.js';
import { UsageError, readCall } from './read-call.js';

const GRANT = { id: 'grant-1', subject: { kind: 'claim', name: 'roles', value: 'a=b' }, role: 'viewer', scope: { kind: 'group', group: 'plant 1' }, createdBy: 'bob', createdAt: new Date(0) };

async function run(...argv: string[]): Promise<{ lines: string[]; asked: unknown[] }> {
  const asked: unknown[] = [];
  const store = {
    issue: async (...all: unknown[]) => (asked.push(...all), { token: new Secret('lst_canary') }),
    add: async (...all: unknown[]) => (asked.push(...all), GRANT),
    list: async (...all: unknown[]) => (asked.push(...all), []),
    revoke: async (...all: unknown[]) => (asked.push(...all), false),
    remove: async (...all: unknown[]) => (asked.push(...all), true),
    join: async (...all: unknown[]) => (asked.push(...all), true),
  };
  const call = readCall(argv);
  const lines = await COMMANDS[call.command]!.run({ get: () => store } as never, call);
  return { lines, asked };
}

describe('the commands of access', () => {
  it('make a token for all, unless they say less', async () => {
    expect(await run('token', '--name', 'alice', '--role', 'viewer')).toEqual({ lines: ['lst_canary'], asked: ['default', 'alice', 'viewer', { scope: { kind: 'all' }, expiresAt: null, createdBy: 'command line' }] });
    const { asked } = await run('token', '--name', 'alice', '--role', 'admin', '--scope', 'device:a:b', '--days', '7', '--tenant', 'acme');
    expect(asked).toEqual(['acme', 'alice', 'admin', { scope: { kind: 'device', deviceId: 'a:b' }, expiresAt: expect.any(Date), createdBy: 'command line' }]);
  });

  it('grant to a claim, and say what was granted', async () => {
    const { lines, asked } = await run('grant', '--claim', 'roles=a=b', '--role', 'viewer', '--scope', 'group:plant 1');
    expect(asked).toEqual(['default', { subject: GRANT.subject, role: 'viewer', scope: GRANT.scope }, 'command line']);
    expect(lines).toEqual(['grant-1  claim roles=a=b  viewer of group:plant 1  by bob']);
  });

  it('put a device into a group', async () => {
    expect(await run('group', 'pump-7', '--name', 'plant 1')).toEqual({ lines: ['pump-7 is in the group plant 1.'], asked: [{ tenantId: 'default', deviceId: 'pump-7' }, 'plant 1'] });
  });

  it.each([
    ['token', '--name', 'a', '--role', 'root'],
    ['token', '--name', 'a', '--role', 'viewer', '--scope', 'everything'],
    ['token', '--name', 'a', '--role', 'viewer', '--scope', 'all:x'],
    ['token', '--name', 'a', '--role', 'viewer', '--scope', 'group:'],
    ['token', '--name', 'a', '--role', 'viewer', '--days', '0'],
    ['token', '--name', 'a', '--role', 'viewer', '--days', '366'],
    ['grant', '--role', 'viewer'],
    ['grant', '--role', 'viewer', '--user', 'a', '--claim', 'a=b'],
    ['grant', '--role', 'viewer', '--claim', 'a'],
    ['grant', '--role', 'viewer', '--token', 'alice'],
    ['revoke-token', 'alice'],
    ['revoke-token', '5b5d0f0c-0000-4000-8000-000000000001'],
    ['group', 'pump-7', '--name', '../a'],
  ])('refuse %s %s %s %s %s %s', async (...argv) => {
    await expect(run(...argv)).rejects.toThrow(UsageError);
  });
});
