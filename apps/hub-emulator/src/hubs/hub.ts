import type { DeviceAuthorities } from '../access/device-authorities.js';
import type { Policy } from '../access/policies.js';
import type { ConfigurationStore } from '../configurations/configuration-store.js';
import type { ScheduledJobs } from '../jobs/scheduled-jobs.js';
import type { TransferJobs } from '../jobs/transfer-jobs.js';
import type { HubState } from './hub-state.js';

/** One hub: its name, who may enter, and its devices. */
export interface Hub extends HubState {
  /** Lower case, for example `lockstep.azure-devices.net`. */
  readonly hostName: string;
  readonly policies: ReadonlyMap<string, Policy>;
  /** Another policy under its name, kept before it counts. */
  replacePolicy(policy: Policy): Promise<void>;
  /** Whose devices may sign in by certificate. */
  readonly authorities: DeviceAuthorities;
  readonly configurations: ConfigurationStore;
  readonly scheduledJobs: ScheduledJobs;
  readonly transferJobs: TransferJobs;
  /** Resolves when nothing that can be seen here can be lost by ending the process. */
  flushed(): Promise<unknown>;
  /** Stops what runs by itself and closes the files. */
  close(): Promise<void>;
}

/** The connection string of one policy, by default with its primary key. Throws a RangeError for a policy that the hub does not have. */
export function connectionStringOf(hub: Hub, policyName = 'iothubowner', which: 'primaryKey' | 'secondaryKey' = 'primaryKey'): string {
  const policy = hub.policies.get(policyName);
  if (!policy) throw new RangeError(`${hub.hostName} has no policy '${policyName}'; it has ${[...hub.policies.keys()].join(', ')}`);
  return `HostName=${hub.hostName};SharedAccessKeyName=${policy.name};SharedAccessKey=${policy[which]}`;
}
