import { regenerateKey } from '../access/policies.js';
import { connectionOf, nextActivity } from '../devices/connection.js';
import { isDeviceId } from '../devices/device-id.js';
import { generationOf } from '../devices/generation.js';
import { HubError } from '../http/hub-error.js';
import { connectionStringOf } from '../hubs/hub.js';
import { isJsonObject, type JsonObject } from '../json.js';
import { reportProperties } from '../twins/change-twin.js';
import { readTwinParts } from '../twins/read-twin-parts.js';
import { showTwin } from '../twins/show-twin.js';
import { z } from 'zod';
import { ControlRefusal, findHub, readBodyAs, readNumber, type ControlCall, type ControlRoute } from './control-call.js';
import type { Answer } from '../http/answer.js';

const Properties = z.custom<JsonObject>(isJsonObject, 'must be an object of properties');

/** Without `key` nothing is changed, only shown. */
const Regeneration = z.strictObject({ policy: z.string().default('iothubowner'), key: z.enum(['primary', 'secondary', 'swap']).optional() });

const AUTHORITIES = '/emulator/hubs/{hub}/device-authorities';

export const HUB_ROUTES: readonly ControlRoute[] = [
  {
    method: 'GET',
    path: '/emulator/hubs',
    run: ({ emulator: { hubs } }) => ({
      status: 200,
      body: {
        hubs: [...hubs.values()].map(({ hostName, policies, devices }) => ({
          hostName,
          policies: [...policies.keys()],
          devices: devices.count,
          modules: devices.moduleCount,
          disabledDevices: devices.disabledCount,
        })),
      },
    }),
  },
  { method: 'GET', path: '/emulator/hubs/{hub}/devices', run: listShort },
  { method: 'POST', path: '/emulator/hubs/{hub}/policy-keys', run: regenerate },
  { method: 'POST', path: '/emulator/devices/{device}/reported', run: report },
  { method: 'GET', path: AUTHORITIES, run: ({ emulator, name }) => ({ status: 200, body: { authorities: findHub(emulator, name).authorities.list() } }) },
  { method: 'POST', path: AUTHORITIES, run: addAuthority },
  {
    method: 'DELETE',
    path: AUTHORITIES,
    run: async ({ emulator, name }) => {
      await findHub(emulator, name).authorities.clear();
      return { status: 204 };
    },
  },
];

/** The oldest devices of a hub in short: what a test looks at after the fact. */
function listShort({ emulator, name, query }: ControlCall): Answer {
  const { devices } = findHub(emulator, name);
  const now = emulator.clock.now();
  const first = devices.first(readNumber(query, 'top', { usual: 1000, most: 1_000_000 }));
  return {
    status: 200,
    body: {
      total: devices.count,
      devices: first.map((device) => ({
        deviceId: device.deviceId,
        generationId: generationOf(device),
        status: device.status,
        connectionState: connectionOf(device, now, emulator.switches.now).state,
        messages: device.activity?.messages ?? 0,
      })),
    },
  };
}

/** Gives a policy another key, or lets its keys change places, as in the portal. The answer is both connection strings. */
async function regenerate({ emulator, name, body }: ControlCall): Promise<Answer> {
  const hub = findHub(emulator, name);
  const { policy: policyName, key } = readBodyAs(Regeneration, body);
  const policy = hub.policies.get(policyName);
  if (!policy) throw new ControlRefusal(404, `There is no policy '${policyName}'. Policies: ${[...hub.policies.keys()].join(', ')}`);
  if (key) await hub.replacePolicy(regenerateKey(policy, key));
  return { status: 200, body: { primary: connectionStringOf(hub, policyName), secondary: connectionStringOf(hub, policyName, 'secondaryKey') } };
}

/** Merges reported properties as the device would; the answer is the twin. The device need not be enabled or connected. */
async function report({ emulator, name, query, body }: ControlCall): Promise<Answer> {
  const { devices } = findHub(emulator, query.get('hub'));
  const device = isDeviceId(name) ? devices.find(name) : undefined;
  if (!device) throw new ControlRefusal(404, `There is no device '${name}'`);
  const { reported = {} } = readTwinParts({ properties: { reported: readBodyAs(Properties, body) } });
  const now = emulator.clock.now();
  const switches = emulator.switches.now;
  const changed = {
    ...device,
    activity: nextActivity(device, now, 0),
    twin: within(() => reportProperties(device.twin, reported, now, switches)),
  };
  devices.put(changed);
  await devices.flushed();
  return { status: 200, body: showTwin(changed, { now, switches }) };
}

/** Adds the certificates of a PEM text. */
async function addAuthority({ emulator, name, body }: ControlCall): Promise<Answer> {
  const { authorities } = findHub(emulator, name);
  try {
    await authorities.add(body.toString('utf8'));
  } catch (error) {
    throw new ControlRefusal(400, error instanceof Error ? error.message : String(error));
  }
  return { status: 201, body: { authorities: authorities.list() } };
}

function within<T>(change: () => T): T {
  try {
    return change();
  } catch (error) {
    if (error instanceof HubError) throw new ControlRefusal(400, error.text);
    throw error;
  }
}
