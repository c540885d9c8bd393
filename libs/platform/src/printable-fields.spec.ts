import { describe, expect, it } from '@jest/globals';
import { Secret } from '#core';
import { printableFields } from './printable-fields.js';

const CANARY = 'q83vEjRWeJCrze8S';

describe('the fields of a line', () => {
  it('are printed where they are named', () => {
    const fields = { tenantId: 'default', deviceId: 'pump-7', passId: 3n, attempts: 2, since: new Date('2026-03-01T12:00:00Z'), detail: null };
    expect(printableFields(fields)).toEqual({ tenantId: 'default', deviceId: 'pump-7', passId: '3', attempts: 2, since: '2026-03-01T12:00:00.000Z', detail: null });
  });

  it.each([
    { named: 'a text', value: CANARY, then: '[string]' },
    { named: 'an object', value: { key: CANARY }, then: '[object]' },
    { named: 'a list', value: [CANARY], then: '[list]' },
    { named: 'an error', value: new Error(CANARY), then: '[object]' },
    { named: 'a secret', value: new Secret(CANARY), then: '[secret]' },
    { named: 'nothing', value: null, then: '[null]' },
  ])('are printed as their type where nobody named them: $named', ({ value, then }) => expect(printableFields({ configuration: value })).toEqual({ configuration: then }));

  it('hold no more than one value, whatever their name', () => {
    expect(printableFields({ detail: { values: { password: CANARY } }, scope: [CANARY], actor: () => CANARY })).toEqual({ detail: '[object]', scope: '[list]', actor: '[function]' });
  });

  it('lose what looks like a secret, also in an error and in what caused it', () => {
    const cause = new Error(`SharedAccessSignature sr=a&sig=${CANARY}&se=1`);
    const error = Object.assign(new Error(`HostName=h;SharedAccessKey=${CANARY}=`, { cause }), { code: 'E_ODD', config: { headers: { authorization: CANARY } }, parameters: [CANARY] });
    const printed = printableFields({ error, detail: `Bearer ${CANARY}` });
    expect(JSON.stringify(printed)).not.toContain(CANARY);
    expect(printed).toMatchObject({ detail: 'Bearer [secret]', error: { name: 'Error', code: 'E_ODD', message: expect.stringContaining('SharedAccessKey=[secret]'), cause: { name: 'Error' } } });
  });
});
