import { describe, expect, it } from '@jest/globals';
import { readArguments } from './read-arguments.js';

describe('the command line', () => {
  it('has a default for everything', () => {
    expect(readArguments([])).toMatchObject({
      help: false,
      options: { port: 8443, host: '127.0.0.1', hubs: ['lockstep.azure-devices.net'] },
    });
  });

  it('takes many hubs and switches', () => {
    const read = readArguments([
      '--hub',
      'A.example',
      '--hub',
      'b.example',
      '--port',
      '0',
      '--switch',
      'bulkPartialFailureStatus=400',
      '--switch',
      'httpsDevicesConnect=false',
    ]);
    expect(read).toMatchObject({
      options: { hubs: ['a.example', 'b.example'], port: 0, switches: { bulkPartialFailureStatus: 400, httpsDevicesConnect: false } },
    });
  });

  it('takes an edition, a pace, a place for blobs, authorities and an issuer', () => {
    const text = '--sku S3 --units 2 --time-scale 60 --blobs b --device-ca a.pem --device-ca b.pem --entra-issuer https://i --entra-jwks keys.json --entra-role me=IoT_Hub_Data_Reader';
    expect(readArguments(text.split(' ').map((word) => word.replaceAll('_', ' ')))).toMatchObject({
      options: {
        throttle: { sku: 'S3', units: 2 },
        timeScale: 60,
        blobFolder: 'b',
        deviceAuthorityFiles: ['a.pem', 'b.pem'],
        entra: { issuer: 'https://i', audience: 'https://iothubs.azure.net', jwks: 'keys.json', roles: { me: ['IoT Hub Data Reader'] } },
      },
    });
  });

  it.each([
    ['--sku', 'S9'],
    ['--units', '0'],
    ['--time-scale', 'fast'],
    ['--entra-issuer', 'https://i'],
    ['--entra-role', 'me'],
    ['--port', 'x'],
    ['--port', '70000'],
    ['--hub', '../up'],
    ['--hub', ''],
    ['--switch', 'nothing'],
    ['--switch', 'unknown=1'],
    ['--bogus'],
    ['stray'],
  ])('refuses %s %s', (...argv) =>
    expect(() => readArguments(argv.filter((word) => word !== undefined))).toThrow(expect.objectContaining({ name: 'BadArguments' })),
  );
});
