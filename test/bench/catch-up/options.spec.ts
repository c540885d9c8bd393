import { describe, expect, it } from '@jest/globals';
import { BadOption, readCatchUpOptions } from './options.js';

describe('the options of catch-up', () => {
  it('are the whole bench on Redis when none is given', () => {
    expect(readCatchUpOptions([])).toEqual({
      parts: ['pace', 'baselines', 'linear', 'memory', 'foreign'],
      backends: ['redis'],
      devices: 100_000,
      roundTrips: [5, 50, 200],
      workers: [1, 4],
      scale: 4,
      seconds: 60,
      profile: null,
    });
  });

  it('are taken as they are given, parts and backends in the order of the bench', () => {
    const given = ['--only', 'foreign,pace', '--backend', 'postgres,redis', '--devices', '2000', '--rtt', '7', '--workers', '2', '--scale', '60', '--seconds', '5', '--profile', 'out'];
    expect(readCatchUpOptions(given)).toEqual({
      parts: ['pace', 'foreign'],
      backends: ['redis', 'postgres'],
      devices: 2_000,
      roundTrips: [7],
      workers: [2],
      scale: 60,
      seconds: 5,
      profile: 'out',
    });
  });

  it.each([
    [['--only', 'speed'], '--only speed: write one or more of pace, baselines, linear, memory, foreign, divided by commas'],
    [['--backend', 'mysql'], '--backend mysql: write one or more of redis, postgres, divided by commas'],
    [['--devices', '99'], '--devices 99: write a whole number from 100 to 1000000'],
    [['--rtt', '5,fast'], '--rtt fast: write a whole number from 0 to 60000'],
    [['--workers', '0'], '--workers 0: write a whole number from 1 to 64'],
    [['--scale', '2.5'], '--scale 2.5: write a whole number from 1 to 200'],
    [['--seconds', ''], '--seconds : write a whole number from 1 to 3600'],
  ])('are refused with a word of what is possible (%j)', (given, message) => {
    expect(() => readCatchUpOptions(given)).toThrow(new BadOption(message));
  });

  it('are refused when they are unknown', () => {
    expect(() => readCatchUpOptions(['--speed', '5'])).toThrow(BadOption);
  });
});
