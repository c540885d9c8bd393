import { describe, expect, it } from '@jest/globals';

import { isAllowedHost, plainHostName } from './host-allow-list.js';

const CLOUDS = ['*.azure-devices.net', '*.azure-devices.us', '*.azure-devices.cn'];
const LONG = `${'a.'.repeat(120)}azure-devices.net`;

describe('the list of hubs that may be connected', () => {
  it.each<{ host: string }>`
    because                                           | host
    ${'it is a hub of the public cloud'}              | ${'contoso.azure-devices.net'}
    ${'it is a hub of the US government cloud'}       | ${'contoso.azure-devices.us'}
    ${'it is a hub of the cloud in China'}            | ${'contoso.azure-devices.cn'}
    ${'case does not count in names'}                 | ${'CONTOSO.Azure-Devices.NET'}
    ${'one trailing dot is the same name'}            | ${'contoso.azure-devices.net.'}
    ${'a hub may have digits and dashes'}             | ${'hub-01-eu.azure-devices.net'}
    ${'a hub may begin with a digit'}                 | ${'1hub.azure-devices.net'}
    ${'a label of the encoded kind is one label'}     | ${'xn--bcher-kva.azure-devices.net'}
    ${'a label may have 63 letters'}                  | ${`${'a'.repeat(63)}.azure-devices.net`}
  `('lets $host through: $because', ({ host }) => {
    expect(isAllowedHost(host, CLOUDS)).toBe(true);
  });

  it.each<{ host: string }>`
    because                                           | host
    ${'the star stands for a label that is missing'}  | ${'azure-devices.net'}
    ${'the star is one label, not two'}               | ${'a.b.azure-devices.net'}
    ${'the allowed name is only its beginning'}       | ${'x.azure-devices.net.evil.com'}
    ${'the allowed name is only its end'}             | ${'x.evil-azure-devices.net'}
    ${'a dash is not a dot'}                          | ${'x-azure-devices.net'}
    ${'the dot is not any letter'}                    | ${'x.azure-devicesXnet'}
    ${'it is another top level'}                      | ${'x.azure-devices.com'}
    ${'it is another cloud service'}                  | ${'x.servicebus.windows.net'}
    ${'it is empty'}                                  | ${''}
    ${'it is a dot'}                                  | ${'.'}
    ${'its first label is empty'}                     | ${'.azure-devices.net'}
    ${'a label in the middle is empty'}               | ${'x..azure-devices.net'}
    ${'it has two trailing dots'}                     | ${'x.azure-devices.net..'}
    ${'it names a port'}                              | ${'x.azure-devices.net:443'}
    ${'it names another port'}                        | ${'x.azure-devices.net:8443'}
    ${'it has a scheme'}                              | ${'https://x.azure-devices.net'}
    ${'it has a path'}                                | ${'x.azure-devices.net/devices'}
    ${'it has a query'}                               | ${'x.azure-devices.net?a=b'}
    ${'it has a fragment'}                            | ${'x.azure-devices.net#a'}
    ${'a fragment hides the end'}                     | ${'evil.com#.azure-devices.net'}
    ${'it has a user'}                                | ${'user@x.azure-devices.net'}
    ${'a user hides the host'}                        | ${'x.azure-devices.net@evil.com'}
    ${'a backslash hides the host'}                   | ${'evil.com\\.azure-devices.net'}
    ${'a slash hides the host'}                       | ${'evil.com/.azure-devices.net'}
    ${'it has a space in front'}                      | ${' x.azure-devices.net'}
    ${'it has a space at its end'}                    | ${'x.azure-devices.net '}
    ${'it has a line feed'}                           | ${'x.azure-devices.net\n'}
    ${'it smuggles a header'}                         | ${'x.azure-devices.net\r\nHost: evil.com'}
    ${'it has a zero byte'}                           | ${'evil.com\0.azure-devices.net'}
    ${'it has a tab'}                                 | ${'x\t.azure-devices.net'}
    ${'it has an escape'}                             | ${'x%2eazure-devices.net'}
    ${'it has a letter that looks like one of ours'}  | ${'x.\u0430zure-devices.net'}
    ${'it has a letter that folds to one of ours'}    | ${'\u212Aontoso.azure-devices.net'}
    ${'it has a dot of another script'}               | ${'x\u3002azure-devices.net'}
    ${'it has a wide letter'}                         | ${'x.\uFF41zure-devices.net'}
    ${'it has a letter of no width'}                  | ${'x.azure\u200B-devices.net'}
    ${'it has an underscore'}                         | ${'my_hub.azure-devices.net'}
    ${'its label begins with a dash'}                 | ${'-x.azure-devices.net'}
    ${'its label ends with a dash'}                   | ${'x-.azure-devices.net'}
    ${'a label is longer than 63'}                    | ${`${'a'.repeat(64)}.azure-devices.net`}
    ${'it is longer than 253'}                        | ${LONG}
    ${'it is a star itself'}                          | ${'*.azure-devices.net'}
    ${'it is the machine itself'}                     | ${'localhost'}
    ${'it is an address'}                             | ${'127.0.0.1'}
    ${'it is the metadata service'}                   | ${'169.254.169.254'}
    ${'it is the platform of Azure'}                  | ${'168.63.129.16'}
    ${'it is an address in brackets'}                 | ${'[::1]'}
    ${'it is an IPv6 address'}                        | ${'::1'}
    ${'it is a mapped address'}                       | ${'[::ffff:127.0.0.1]'}
    ${'its resolver answers any address'}           | ${'127.0.0.1.nip.io'}
  `('keeps out $host: $because', ({ host }) => {
    expect(isAllowedHost(host, CLOUDS)).toBe(false);
  });

  it.each(['127.0.0.1', '2130706433', '0x7f000001', '0177.0.0.1', '127.1', '10.0.0.1.', '1.2.3.0x4'])(
    'never lets the address %s through, not even under a pattern of stars',
    (host) => {
      expect(isAllowedHost(host, ['*', '*.*', '*.*.*.*', host])).toBe(false);
    },
  );

  it.each<{ pattern: string; allowed: boolean }>`
    because                                      | pattern                       | allowed
    ${'it names this host'}                      | ${'x.azure-devices.net'}      | ${true}
    ${'case does not count in patterns'}         | ${'*.AZURE-devices.net'}      | ${true}
    ${'a trailing dot does not count'}           | ${'*.azure-devices.net.'}     | ${true}
    ${'space around a pattern does not count'}   | ${' *.azure-devices.net '}    | ${true}
    ${'a star may stand in the middle'}          | ${'x.*.net'}                  | ${true}
    ${'a star is a whole label'}                 | ${'x*.azure-devices.net'}     | ${false}
    ${'two stars are two labels'}                | ${'**.azure-devices.net'}     | ${false}
    ${'a star alone is a single label'}          | ${'*'}                        | ${false}
    ${'a pattern is no regular expression'}      | ${'.*'}                       | ${false}
    ${'an empty pattern fits nothing'}           | ${''}                         | ${false}
  `('reads the pattern "$pattern": $because', ({ pattern, allowed }) => {
    expect(isAllowedHost('x.azure-devices.net', [pattern])).toBe(allowed);
  });

  it('lets nothing through where the list is empty', () => {
    expect(isAllowedHost('x.azure-devices.net', [])).toBe(false);
  });

  it('spells a name in one way', () => {
    expect(plainHostName('Contoso.Azure-Devices.NET.')).toBe('contoso.azure-devices.net');
  });
});
