import { describe, expect, it } from '@jest/globals';
import type { FindingResponse } from './drift-responses.js';
import { CSV_HEAD, csvLine, jsonLine } from './write-findings.js';

const finding = (deviceId: string): FindingResponse => ({
  id: '1',
  deviceId,
  class: 'lost-event',
  sentence: 'A sentence.',
  detail: 'The fleet says "accepted".',
  harm: 'none',
  state: 'open',
  runId: '7f0f8d3c-6f0e-4a55-9c55-0d6b2f0a4a11',
  firstAt: '2026-03-01T12:00:00.000Z',
  lastAt: '2026-03-01T12:00:00.000Z',
});

describe('findings in a file', () => {
  it('are a table that every spreadsheet reads', () => {
    expect(CSV_HEAD).toBe('deviceId,class,detail,harm,state,firstAt,lastAt\r\n');
    expect(csvLine(finding('pump-7'))).toBe('"pump-7","lost-event","The fleet says ""accepted"".","none","open","2026-03-01T12:00:00.000Z","2026-03-01T12:00:00.000Z"\r\n');
  });

  it('do nothing in a spreadsheet, whatever a device is called', () => {
    for (const name of ['=1+1', '+1', '-1', '@a']) expect(csvLine(finding(name))).toMatch(new RegExp(`^"'\\${name[0]}`));
  });

  it('are JSON line by line', () => {
    expect(jsonLine(finding('pump-7'))).toBe(`${JSON.stringify(finding('pump-7'))}\n`);
  });
});
