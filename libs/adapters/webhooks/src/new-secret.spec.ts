import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { type EventSource } from '#core';
import { newSecretFor, WebhookSignatureCheck } from './index.js';

const BODY = Buffer.from('{}');
const NOW = new Date('2026-03-01T10:00:00Z');

describe('a new secret of an event source', () => {
  it('is 64 hex characters for Mender', () => {
    expect(newSecretFor('mender').reveal()).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is the prefix and base64 of 32 bytes for Standard Webhooks', () => {
    const text = newSecretFor('standard-webhooks').reveal();
    expect(text).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(Buffer.from(text.slice('whsec_'.length), 'base64')).toHaveLength(32);
  });

  it('is another one each time', () => {
    expect(newSecretFor('mender').reveal()).not.toBe(newSecretFor('mender').reveal());
  });

  it('signs what the check then takes for valid', () => {
    const secret = newSecretFor('mender');
    const signature = createHmac('sha256', Buffer.from(secret.reveal(), 'hex')).update(BODY).digest('hex');
    const source: EventSource = { id: 'fleet-events', tenantId: 'default', kind: 'mender', secrets: [secret] };
    expect(new WebhookSignatureCheck().areValid(source, { 'x-men-signature': signature }, BODY, NOW)).toBe(true);
  });
});
