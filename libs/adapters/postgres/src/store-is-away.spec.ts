import { describe, expect, it } from '@jest/globals';
import { isStoreAway } from './store-is-away.js';

const withCode = (code: string, message = 'x'): Error => Object.assign(new Error(message), { code });

/** As Prisma wraps what PostgreSQL says: its own code in front, the state inside. */
const fromPrisma = (code: string, originalCode: string, severity = 'ERROR'): Error =>
  Object.assign(withCode(code), { meta: { driverAdapterError: { name: 'DriverAdapterError', cause: { originalCode, severity, kind: 'postgres' } } } });

describe('isStoreAway', () => {
  it.each`
    because                                             | error
    ${'nobody listens'}                                 | ${withCode('ECONNREFUSED')}
    ${'the line broke'}                                 | ${withCode('ECONNRESET')}
    ${'the name does not resolve'}                      | ${withCode('ENOTFOUND')}
    ${'the name server is away'}                        | ${withCode('EAI_AGAIN')}
    ${'every address refused'}                          | ${new AggregateError([withCode('ECONNREFUSED'), withCode('ECONNREFUSED')])}
    ${'the server broke the connection'}                | ${new Error('Connection terminated unexpectedly')}
    ${'no connection became free in time'}              | ${new Error('timeout exceeded when trying to connect')}
    ${'the connection was given up, for its silence'}   | ${new Error('Client was closed and is not queryable')}
    ${'the connection failed'}                          | ${withCode('08006')}
    ${'the disk is full'}                               | ${withCode('53100')}
    ${'there are too many connections'}                 | ${withCode('53300')}
    ${'an administrator shuts it down'}                 | ${withCode('57P01')}
    ${'it crashed'}                                     | ${withCode('57P02')}
    ${'it is starting up'}                              | ${withCode('57P03')}
    ${'the query was cancelled'}                        | ${withCode('57014')}
    ${'two transactions could not both be had'}         | ${withCode('40001')}
    ${'a deadlock was broken'}                          | ${withCode('40P01')}
    ${'it became a standby'}                            | ${withCode('25006')}
    ${'Prisma cannot reach it'}                         | ${withCode('P1001')}
    ${'Prisma lost the connection'}                     | ${withCode('P1017')}
    ${'Prisma could not begin a transaction in time'}   | ${withCode('P2028')}
    ${'Prisma passes on that it is starting up'}        | ${fromPrisma('P2039', '57P03')}
    ${'Prisma passes on that the disk is full'}         | ${fromPrisma('P2010', '53100')}
    ${'Prisma passes on a deadlock'}                    | ${fromPrisma('P2034', '40P01')}
    ${'it breaks off because its log may not grow'}    | ${Object.assign(withCode('XX000'), { severity: 'PANIC' })}
    ${'Prisma passes on that it breaks off'}           | ${fromPrisma('P2010', 'XX000', 'PANIC')}
    ${'the reason stands in the cause'}                 | ${new Error('x', { cause: withCode('ECONNREFUSED') })}
  `('is true when $because', ({ error }) => expect(isStoreAway(error)).toBe(true));

  it.each`
    because                                    | error
    ${'a key is taken'}                        | ${withCode('23505')}
    ${'a text is not one'}                     | ${withCode('22021')}
    ${'something is wrong inside it'}          | ${Object.assign(withCode('XX000'), { severity: 'ERROR' })}
    ${'a column is missing'}                   | ${withCode('42703')}
    ${'the password is wrong'}                 | ${withCode('28P01')}
    ${'Prisma passes on that a key is taken'}  | ${fromPrisma('P2002', '23505')}
    ${'Prisma passes on that a text is not one'} | ${fromPrisma('P2039', '22021')}
    ${'it is a mistake of ours'}               | ${new TypeError('x is not a function')}
    ${'the code is a number'}                  | ${Object.assign(new Error('x'), { code: 53_300 })}
    ${'it is no error'}                        | ${'ECONNREFUSED'}
    ${'it is nothing'}                         | ${undefined}
  `('is false when $because', ({ error }) => expect(isStoreAway(error)).toBe(false));

  it('comes to an end with causes in a circle', () => {
    const error = new Error('x');
    error.cause = error;
    expect(isStoreAway(error)).toBe(false);
  });
});
