import { describe, expect, it } from '@jest/globals';
import { WEBHOOK_SECRET, webhookHeaders } from './sign-body.js';

describe('the headers of a webhook request', () => {
  it('carry the HMAC-SHA256 of the raw body (RFC 4231, test case 1)', () => {
    expect(webhookHeaders('Hi There', '0b'.repeat(20))).toEqual({
      'Content-Type': 'application/json',
      'X-Men-Algorithm': 'MEN-HMAC-SHA256-Payload',
      'X-Men-Signature': 'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7',
    });
  });

  it('sign an event as another implementation of HMAC does', () => {
    const body = '{"id":"event-1","type":"device-decommissioned","data":{"id":"device-1"},"time":"2026-01-02T00:00:00.5Z"}';
    expect(webhookHeaders(body, '00112233445566778899aabbccddeeff')['X-Men-Signature']).toBe(
      '07b0ae9522f3a6b449f5fd20a7da1b0f240e6fe58965e34c6c21a03863d7af2d',
    );
  });

  it('carry no signature when there is no secret', () => {
    expect(webhookHeaders('{}', '')).toEqual({ 'Content-Type': 'application/json' });
  });

  it.each`
    secret    | good
    ${''}     | ${true}
    ${'0aFf'} | ${true}
    ${'0aF'}  | ${false}
    ${'0g'}   | ${false}
  `('take "$secret" for a secret: $good', ({ secret, good }) => expect(WEBHOOK_SECRET.test(secret as string)).toBe(good));
});
