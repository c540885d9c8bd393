import { describe, expect, it } from '@jest/globals';
import { lex } from './lex.js';
import { parseJobCondition, parseQuery } from './parse-query.js';

const path = (text: string) => ({ kind: 'path', path: text.split('.') });
const literal = (value: unknown) => ({ kind: 'literal', value });
const where = (text: string) => parseQuery(`SELECT * FROM devices WHERE ${text}`).where;

describe('a query', () => {
  it.each([
    [`'a'`, 'a'],
    [`'it''s'`, "it's"],
    [String.raw`'it\'s'`, "it's"],
    [`"say ""hi"""`, 'say "hi"'],
    [`"it's"`, "it's"],
    [`'--'`, '--'],
  ])('has the text %s', (text, value) => expect(lex(text)).toMatchObject([{ kind: 'text', value }]));

  it.each([
    ['5', 5],
    ['-0.25', -0.25],
    ['1e3', 1000],
  ])('has the number %s', (text, value) => expect(lex(text)).toMatchObject([{ kind: 'number', value }]));

  it('is read in whatever case and with whatever space', () => {
    expect(parseQuery('  select\n*\tfrom DEVICES  where status="disabled" ')).toEqual({
      source: 'devices',
      top: undefined,
      columns: undefined,
      where: { kind: 'compare', operator: '=', left: path('status'), right: literal('disabled') },
      groupBy: [],
    });
  });

  it.each([
    ['tags.a = 1 OR tags.b = 2 AND NOT tags.c = 3', 'or(=,and(=,not(=)))'],
    ['(tags.a = 1 OR tags.b = 2) AND tags.c <> 3', 'and(or(=,=),!=)'],
    ['NOT (tags.a = 1 AND tags.b = 2)', 'not(and(=,=))'],
    ['NOT NOT is_defined(tags.a)', 'not(not(is-defined))'],
    [`deviceId IN ['a', 'b'] AND tags.x NIN [1, null, true]`, 'and(in,nin)'],
  ])('groups %s as %s', (text, shape) => {
    const draw = (condition: any): string => {
      if (condition.kind === 'compare') return condition.operator;
      if (condition.kind === 'in') return condition.negated ? 'nin' : 'in';
      const parts = condition.parts ?? (condition.part ? [condition.part] : []);
      return parts.length === 0 ? condition.kind : `${condition.kind}(${parts.map(draw).join(',')})`;
    };
    expect(draw(where(text))).toBe(shape);
  });

  it('has columns, aggregates, groups and a top', () => {
    const query = parseQuery('SELECT TOP 3 tags.lockstep.managed AS managed, COUNT() AS n, AVG(version) FROM devices GROUP BY tags.lockstep.managed');
    expect(query).toMatchObject({
      top: 3,
      columns: [
        { kind: 'path', path: ['tags', 'lockstep', 'managed'], name: 'managed' },
        { kind: 'aggregate', aggregate: 'count', name: 'n' },
        { kind: 'aggregate', aggregate: 'avg', path: ['version'], name: '$3' },
      ],
      groupBy: [['tags', 'lockstep', 'managed']],
    });
  });

  it('names the properties of jobs with or without their source', () => {
    const plain = parseQuery(`SELECT * FROM devices.jobs WHERE status = 'completed'`);
    expect(parseQuery(`SELECT * FROM devices.jobs WHERE devices.jobs.status = 'completed'`)).toEqual(plain);
  });

  it.each(['*', ' ', ''])('for a job may be %j: every device', (text) => expect(parseJobCondition(text).where).toBeUndefined());

  it.each([
    '',
    'SELECT',
    'SELECT * FROM',
    'SELECT * FROM twins',
    'SELECT * FROM devices d',
    'SELECT * FROM devices WHERE',
    'SELECT * FROM devices ORDER BY deviceId',
    'SELECT * FROM devices JOIN devices.modules',
    'SELECT * FROM devices; DROP',
    'DELETE FROM devices',
    'SELECT TOP 0 * FROM devices',
    'SELECT TOP 1.5 * FROM devices',
    'SELECT * , deviceId FROM devices',
    'SELECT deviceId AS a.b FROM devices',
    'SELECT deviceId, tags.deviceId FROM devices',
    'SELECT COUNT(*) FROM devices',
    'SELECT AVG() FROM devices',
    'SELECT deviceId, COUNT() AS n FROM devices',
    'SELECT * FROM devices GROUP BY status',
    'SELECT status FROM devices.jobs',
    `SELECT * FROM devices WHERE STARTSWITH(deviceId, 'a')`,
    `SELECT * FROM devices WHERE deviceId LIKE 'a%'`,
    'SELECT * FROM devices WHERE tags.a',
    'SELECT * FROM devices WHERE tags.a = ',
    'SELECT * FROM devices WHERE tags.a = 1 +1',
    'SELECT * FROM devices WHERE tags.a == 1',
    'SELECT * FROM devices WHERE tags.a BETWEEN 1 AND 2',
    'SELECT * FROM devices WHERE tags.a IN []',
    'SELECT * FROM devices WHERE tags.a IN (1)',
    'SELECT * FROM devices WHERE tags.a IN [tags.b]',
    'SELECT * FROM devices WHERE (tags.a = 1',
    'SELECT * FROM devices WHERE tags.a = 1)',
    'SELECT * FROM devices WHERE tags.a-b = 1',
    `SELECT * FROM devices WHERE tags.a = 'open`,
    String.raw`SELECT * FROM devices WHERE tags.a = 'a\b'`,
    'SELECT * FROM devices WHERE colour = 1',
    'SELECT * FROM devices WHERE DeviceId = 1',
    'SELECT * FROM devices WHERE properties.a = 1',
    `SELECT * FROM devices WHERE ${'('.repeat(5000)}`,
    `SELECT * FROM devices WHERE ${'NOT '.repeat(2000)} tags.a = 1`,
    `SELECT * FROM devices WHERE deviceId IN [${Array.from({ length: 240 }, () => `'00000000-0000-4000-8000-000000000000'`).join()}]`,
  ])('is refused when it is %s', (text) => {
    expect(() => parseQuery(text)).toThrow(expect.objectContaining({ code: 'ArgumentInvalid', status: 400 }));
  });
});
