import { ofEachDevice } from './invariant.js';

const KEY = 'azureConnectionString';

/** The right secret is on the device. */
export const I7 = ofEachDevice('I7', 'The connection string in the configuration is that of the identity in the hub, and nothing else in it was touched.', (device) => {
  const { model, identity, configuration, ownValues } = device;
  if (model.state !== 'accepted') return null;
  const configured = configuration?.configured ?? {};
  if (!identity || configured[KEY] !== identity.connectionString) return 'its configuration does not hold the connection string of its identity';
  if (configuration?.reported[KEY] !== identity.connectionString) return 'it does not report the connection string of its identity';
  const lost = Object.entries(ownValues).find(([name, value]) => configured[name] !== value);
  return lost && `the value ${lost[0]} of its configuration is not what it was`;
});
