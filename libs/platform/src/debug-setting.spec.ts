import { describe, expect, it } from '@jest/globals';
import { flawsOfDebug } from './debug-setting.js';

describe('DEBUG', () => {
  it.each(['azure-iot-http-base*', 'azure-iot-http-base:Http', 'express:*,azure-iothub:*', '*', 'a*', 'foo *Http', 'az*base*', '*,-nest'])('of "%s" is refused, because it prints keys', (debug) => {
    expect(flawsOfDebug(debug)).toEqual([expect.stringMatching(/^DEBUG has .* keys of devices among them\. Take it out$/)]);
  });

  it.each([undefined, '', 'express:*', 'http', '-azure-iot*', 'azure:*', '*:Https'])('of "%s" is let through', (debug) => expect(flawsOfDebug(debug)).toEqual([]));
});
