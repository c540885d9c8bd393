import type { Problem } from './problem.js';

/** What can be wrong with the administration of connections. */
export const INTEGRATION_PROBLEMS = {
  'hub-already-connected': {
    status: 409,
    title: 'A hub is connected already',
    todo: 'A tenant has one hub. Change the credentials of its integration, or remove it first.',
    example: 'The tenant default is connected to hub.azure-devices.net already. Remove that connection first.',
  },
  'integration-in-use': {
    status: 409,
    title: 'Devices are in this hub',
    todo: 'Decommission the devices first, or remove the integration with `?detach=true`: then the hub stays as it is and is forgotten here.',
    example: '12 devices are kept in the hub hub.azure-devices.net. Decommission them first, or add ?detach=true to leave the hub as it is.',
    facts: { devices: 12 },
  },
  'hub-would-change': {
    status: 409,
    title: 'These are the credentials of another hub',
    todo: 'Read the plan. Repeat the request with `?confirm=true` to move every device; what is in the old hub stays there.',
    example:
      'These credentials are of new.azure-devices.net, not of old.azure-devices.net: 12 accepted devices would be provisioned there with new keys, and 12 identities would stay behind as they are. Add ?confirm=true to do it.',
    facts: { plan: { from: 'old.azure-devices.net', to: 'new.azure-devices.net', toProvision: 12, leftBehind: 12 } },
  },
  'integration-stale': {
    status: 412,
    title: 'Somebody else changed the integration',
    todo: 'Read it again, look at what changed, and repeat your change with the new ETag.',
    example: 'The integration was changed since you read it: it is at version 4. Read it again and repeat your change.',
    facts: { currentVersion: 4 },
  },
  'fleet-stale': {
    status: 412,
    title: 'Somebody else changed the connection to the fleet manager',
    todo: 'Read it again, look at what changed, and repeat your change with the new ETag.',
    example: 'The connection to the fleet manager was changed since you read it: it is at version 4. Read it again and repeat your change.',
    facts: { currentVersion: 4 },
  },
  'invalid-connection-string': {
    status: 422,
    title: 'The connection string is not valid',
    todo: 'Copy the connection string of a shared access policy from the portal: `HostName=…;SharedAccessKeyName=…;SharedAccessKey=…`.',
    example: 'The connection string has no SharedAccessKey.',
  },
  'host-not-allowed': {
    status: 422,
    title: 'The host may not be connected',
    todo: 'Check the host name. Whoever runs this installation can allow more hosts with LOCKSTEP_HUB_HOSTS.',
    example: 'The host hub.example is not among the hubs that may be connected (LOCKSTEP_HUB_HOSTS: *.azure-devices.net).',
  },
  'address-not-allowed': {
    status: 422,
    title: 'The address may not be asked',
    todo: 'Put in the address of the fleet manager itself. Private addresses are allowed; link-local ones and the platform services of clouds are not.',
    example: '169.254.169.254 is an address of the machine\'s own surroundings. Put in the address of the fleet manager; a private one is allowed.',
  },
  'masked-secret': {
    status: 422,
    title: 'This secret is masked',
    todo: 'Secrets are write-only: what is shown is their first characters. Leave the secret alone, or put in a new one.',
    example: 'This secret is masked, as we show it. Put in the secret itself; it cannot be read from here.',
  },
} as const satisfies Record<string, Problem>;
