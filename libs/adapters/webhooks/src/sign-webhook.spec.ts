import { describe, expect, it } from '@jest/globals';
import { Secret } from '#core';
import { headersOfWebhook } from './sign-webhook.js';

const BODY = Buffer.from('{"id":"1"}');
const PLAIN = { 'content-type': 'application/json', 'user-agent': 'lockstep' };

describe('the headers of a webhook', () => {
  it('carry the signature that openssl makes of the body with the same key', () => {
    expect(headersOfWebhook(new Secret('0a1b2c3d4e5f60718293a4b5c6d7e8f9'), BODY)).toEqual({
      ...PLAIN,
      'x-men-algorithm': 'MEN-HMAC-SHA256-Payload',
      'x-men-signature': 'beb333d61930f62dee3beeccbdcdb7d27783fcda650743db0b70bb39163b0a23',
    });
  });

  it('carry none where there is no secret', () => expect(headersOfWebhook(null, BODY)).toEqual(PLAIN));
});
