import { describe, expect, it } from '@jest/globals';
import { parseJson } from '#core';
import { readModules } from './read-modules.js';

const CAMERA = { moduleId: 'camera', managedBy: 'iotEdge', deviceId: 'd1', connectionState: 'Connected', lastActivityTime: '2026-03-01T12:00:00Z', authentication: { symmetricKey: { primaryKey: 'canary' } } };

describe('the modules that a hub lists', () => {
  it('are read without their keys', () => {
    const listed = parseJson(JSON.stringify([CAMERA, { ...CAMERA, moduleId: 'pump', managedBy: '', lastActivityTime: '0001-01-01T00:00:00Z' }]));
    expect(readModules(listed, 'd1')).toEqual([
      { moduleId: 'camera', managedBy: 'iotEdge', connectionState: 'Connected', lastActivityAt: '2026-03-01T12:00:00Z' },
      { moduleId: 'pump', managedBy: null, connectionState: 'Connected', lastActivityAt: null },
    ]);
    expect(readModules(parseJson('[]'), 'd1')).toEqual([]);
  });

  it.each(['{}', 'null', '["camera"]', '[{"deviceId":"d1"}]', JSON.stringify([CAMERA, { ...CAMERA, deviceId: 'd2' }])])('are not %s', (text) => {
    expect(readModules(parseJson(text), 'd1')).toBeNull();
  });
});
