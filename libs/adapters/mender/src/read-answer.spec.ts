import { describe, expect, it } from '@jest/globals';
import { FleetIsAway } from '#core';
import type { Asked } from './name-failure.js';
import { isOwnAbsence, readDeploymentId, readDeviceConfiguration, readStatus, type Answer } from './read-answer.js';

const ASKED: Asked = { what: 'look', deviceId: 'd-1', host: 'mender.example' };
const NIL_ID = '00000000-0000-0000-0000-000000000000';
const DEPLOYMENT = 'c2b8a5a0-3d0a-4d4a-9d55-1d1f3f0f6a11';

const answer = (body: unknown, status = 200): Answer => ({
  status,
  retryAfter: undefined,
  requestId: null,
  body: typeof body === 'string' ? Buffer.from(body) : body instanceof Uint8Array ? body : Buffer.from(JSON.stringify(body)),
});

const thrownBy = (run: () => unknown): FleetIsAway => {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(FleetIsAway);
    return error as FleetIsAway;
  }
  throw new Error('Nothing was thrown.');
};

describe('an absence', () => {
  it.each<{ is: boolean; status: number; body: unknown }>`
    is       | because                                  | status | body
    ${true}  | ${'Mender says that it knows no device'} | ${404} | ${{ error: 'device not found', request_id: 'r' }}
    ${true}  | ${'the request id may be missing'}       | ${404} | ${{ error: 'device not found' }}
    ${false} | ${'Mender does not know the path'}       | ${404} | ${{ error: 'not found', request_id: 'r' }}
    ${false} | ${'another server knows no path'}        | ${404} | ${{ status: 404, error: 'Not Found', path: '/api' }}
    ${false} | ${'it is a page of a proxy'}             | ${404} | ${'<html><h1>404 Not Found</h1></html>'}
    ${false} | ${'it is the gateway without a route'}   | ${404} | ${'404 page not found'}
    ${false} | ${'it is JSON without an error'}         | ${404} | ${{ message: 'no Route matched' }}
    ${false} | ${'the error is not a text'}             | ${404} | ${{ error: { code: 404 } }}
    ${false} | ${'the error is empty'}                  | ${404} | ${{ error: '' }}
    ${false} | ${'there is no body'}                    | ${404} | ${''}
    ${false} | ${'the body is null'}                    | ${404} | ${'null'}
    ${false} | ${'the status is another one'}           | ${410} | ${{ error: 'device not found' }}
    ${false} | ${'the server failed while looking'}     | ${500} | ${{ error: 'device not found' }}
  `('is $is when $because', ({ is, status, body }) => {
    expect(isOwnAbsence(answer(body, status))).toBe(is);
  });
});

describe('the status of a device', () => {
  it.each(['accepted', 'preauthorized', 'rejected', 'noauth', 'pending'])('is %s when Mender says so', (status) => {
    expect(readStatus(ASKED, answer({ id: 'd-1', status, decommissioning: false, auth_sets: [] }))).toBe(status);
  });

  it('is decommissioned as soon as Mender is about to forget the device', () => {
    expect(readStatus(ASKED, answer({ id: 'd-1', status: 'accepted', decommissioning: true }))).toBe('decommissioned');
  });

  it('is a failed look when it is a status that we do not know', () => {
    expect(thrownBy(() => readStatus(ASKED, answer({ id: 'd-1', status: 'hibernating' }))).message).toContain('"hibernating"');
  });

  it.each<{ body: unknown; message: string }>`
    because                        | body                                                            | message
    ${'it is cut off'}             | ${'{"id":"d-1","status":"acc'}                                  | ${'not JSON'}
    ${'it is empty'}               | ${''}                                                           | ${'not JSON'}
    ${'it is a sign-in page'}      | ${'<html>Sign in</html>'}                                       | ${'not JSON'}
    ${'it is not UTF-8'}           | ${Buffer.from('{"id":"d-1","status":"accepted\xff"}', 'latin1')} | ${'not JSON'}
    ${'it is a list'}              | ${[{ id: 'd-1', status: 'accepted' }]}                          | ${'not the JSON object'}
    ${'it is null'}                | ${'null'}                                                       | ${'not the JSON object'}
    ${'the status is missing'}     | ${{ id: 'd-1' }}                                                | ${'its status is'}
    ${'the status is a number'}    | ${{ id: 'd-1', status: 1 }}                                     | ${'its status is'}
    ${'it is about another device'} | ${{ id: 'd-2', status: 'accepted' }}                            | ${'about another device'}
  `('is a failed look when $because', ({ body, message }) => {
    expect(thrownBy(() => readStatus(ASKED, answer(body))).message).toContain(message);
  });
});

describe('the configuration of a device', () => {
  const full = { id: 'd-1', configured: { a: '1' }, reported: { a: '0' }, deployment_id: DEPLOYMENT, updated_ts: '2026-03-01T10:00:00Z' };

  it('holds what is configured, what is reported and the deployment', () => {
    const found = readDeviceConfiguration(ASKED, answer(full));
    expect(found.configured.reveal()).toEqual({ a: '1' });
    expect(found.reported.reveal()).toEqual({ a: '0' });
    expect(found.deploymentId).toBe(DEPLOYMENT);
  });

  it.each([undefined, null, '', NIL_ID])('has no deployment when Mender names %p', (deployment_id) => {
    expect(readDeviceConfiguration(ASKED, answer({ ...full, deployment_id })).deploymentId).toBeNull();
  });

  it.each([undefined, null, {}])('is empty where Mender writes %p for it', (values) => {
    const found = readDeviceConfiguration(ASKED, answer({ ...full, configured: values, reported: values }));
    expect([found.configured.reveal(), found.reported.reveal()]).toEqual([{}, {}]);
  });

  it('leaves out what a device reports that is not a text', () => {
    const reported = { azureConnectionString: 'HostName=h', uptime: 12, nested: { a: 1 } };
    expect(readDeviceConfiguration(ASKED, answer({ ...full, reported })).reported.reveal()).toEqual({ azureConnectionString: 'HostName=h' });
  });

  it('is unreadable when a configured value is not a text, since it could not be written back', () => {
    const { message } = thrownBy(() => readDeviceConfiguration(ASKED, answer({ ...full, configured: { secretName: 4711 } })));
    expect(message).toContain('its configured is');
    expect(message).not.toMatch(/secretName|4711/);
  });

  it('is not quoted when it cannot be read', () => {
    const failure = thrownBy(() => readDeviceConfiguration(ASKED, answer('{"id":"d-1","configured":{"a":"very-secret"')));
    expect(`${failure.message} ${failure.stack} ${String(failure.cause)}`).not.toContain('very-secret');
  });

  it('is not that of another device', () => {
    expect(thrownBy(() => readDeviceConfiguration(ASKED, answer({ ...full, id: 'd-2' }))).message).toContain('about another device');
  });
});

describe('the id of a deployment', () => {
  it('is the one that Mender answers with', () => {
    expect(readDeploymentId(ASKED, answer({ deployment_id: DEPLOYMENT }))).toBe(DEPLOYMENT);
  });

  it('is a failure when it is the nil id: Mender could not store the deployment', () => {
    expect(thrownBy(() => readDeploymentId(ASKED, answer({ deployment_id: NIL_ID }))).message).toContain('made no deployment');
  });

  it.each([{}, { deployment_id: null }, { deployment_id: 'soon' }, []])('is a failure when Mender answers %j', (body) => {
    expect(thrownBy(() => readDeploymentId(ASKED, answer(body))).message).toContain('cannot be used');
  });
});
