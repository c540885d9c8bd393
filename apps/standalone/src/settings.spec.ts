import { describe, expect, it } from '@jest/globals';
import { CannotStart } from './cannot-start.js';
import { readSettings } from './settings.js';

describe('the settings of standalone', () => {
  it('have a default each, and a home in the current folder', () => {
    expect(readSettings({}, '/checkout')).toEqual({
      home: '/checkout/.lockstep',
      ports: { api: { variable: 'PORT', port: 3000 }, hub: { variable: 'HUB_EMULATOR_PORT', port: 8443 }, mender: { variable: 'MENDER_EMULATOR_PORT', port: 8081 } },
      redisUrl: null,
      logLevel: 'info',
    });
  });

  it('take what is empty for not set', () => {
    expect(readSettings({ PORT: '', REDIS_URL: '', LOCKSTEP_HOME: '' }, '/checkout')).toEqual(readSettings({}, '/checkout'));
  });

  it('leave an absolute home where it is', () => {
    expect(readSettings({ LOCKSTEP_HOME: '/data' }, '/checkout').home).toBe('/data');
  });

  it.each<{ because: string; source: Record<string, string>; sentence: string }>([
    { because: 'a port is no number', source: { PORT: '80a' }, sentence: 'PORT must be a whole number from 0 to 65535; 0 takes any free port.' },
    { because: 'a port is too large', source: { HUB_EMULATOR_PORT: '65536' }, sentence: 'HUB_EMULATOR_PORT must be a whole number from 0 to 65535; 0 takes any free port.' },
    { because: 'two ports are the same', source: { PORT: '8443' }, sentence: 'PORT and HUB_EMULATOR_PORT are both 8443. Give each a port of its own.' },
    { because: 'Redis has another protocol', source: { REDIS_URL: 'http://127.0.0.1' }, sentence: 'REDIS_URL must be a redis:// or rediss:// address.' },
    {
      because: 'two things are wrong',
      source: { PORT: '-1', LOG_LEVEL: 'loud' },
      sentence: 'PORT must be a whole number from 0 to 65535; 0 takes any free port.\nLOG_LEVEL must be error, warn, info, debug or silent.',
    },
  ])('are refused when $because', ({ source, sentence }) => {
    expect(() => readSettings(source, '/checkout')).toThrow(new CannotStart(sentence));
  });

  it('let several ports be any free one', () => {
    expect(readSettings({ PORT: '0', HUB_EMULATOR_PORT: '0', MENDER_EMULATOR_PORT: '0' }, '/checkout').ports.hub.port).toBe(0);
  });
});
