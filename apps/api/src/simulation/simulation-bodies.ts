import { z } from 'zod';
import { DeviceId, FLEET_ACTIONS, FleetStatus, LISTED_STATUSES, SIMULATED_FAULTS, type DeviceSummary, type SimulatedDevice, type SimulatedSelection, type SimulatedSurroundings } from '#core';
import { HubStatus, Sync } from '../devices/device-responses.js';
import { PageQuery } from '../http/pages.js';

const MOST_AT_ONCE = 1_000;

const ListedStatus = z.enum(LISTED_STATUSES);

export const FaultName = z.enum(SIMULATED_FAULTS);

export const SimulationResponse = z
  .object({
    devices: z.record(ListedStatus, z.int()).meta({ description: 'How many devices the fleet manager has, by status.' }),
    faults: z.array(z.object({ fault: FaultName, broken: z.boolean() })).meta({ description: 'Everything that can be broken, and whether it is.' }),
  })
  .meta({ id: 'Simulation' });
export type SimulationResponse = z.infer<typeof SimulationResponse>;

export const simulationResponse = ({ devices, broken }: SimulatedSurroundings): SimulationResponse => ({
  devices: { ...devices },
  faults: SIMULATED_FAULTS.map((fault) => ({ fault, broken: broken.includes(fault) })),
});

export const SimulatedDeviceQuery = PageQuery.extend({ status: ListedStatus.optional().meta({ description: 'Only devices with this status in the fleet.' }) });
export type SimulatedDeviceQuery = z.infer<typeof SimulatedDeviceQuery>;

export const SimulatedDevicePage = z
  .object({
    items: z.array(
      z.object({
        deviceId: z.string(),
        status: ListedStatus.meta({ description: 'In the fleet manager itself.' }),
        known: z
          .object({ status: FleetStatus, hubStatus: HubStatus, sync: Sync, why: z.string().nullable() })
          .nullable()
          .meta({ description: 'What Lockstep knows of it; null when it never heard of it.' }),
      }),
    ),
  })
  .meta({ id: 'SimulatedDevicePage' });
export type SimulatedDevicePage = z.infer<typeof SimulatedDevicePage>;

export const simulatedDeviceResponse = ({ deviceId, status }: SimulatedDevice, known: DeviceSummary | null, why: string | null): SimulatedDevicePage['items'][number] => ({
  deviceId,
  status,
  known: known && { status: known.status, hubStatus: known.hubStatus, sync: known.sync, why },
});

export const NewDevicesRequest = z.strictObject({ count: z.int().min(1).max(MOST_AT_ONCE) }).meta({ id: 'SimulatedDevicesRequest' });
export type NewDevicesRequest = z.infer<typeof NewDevicesRequest>;

export const NewDevicesResponse = z.object({ deviceIds: z.array(z.string()) }).meta({ id: 'SimulatedDevices' });

export const FleetChangeRequest = z
  .strictObject({
    action: z.enum(FLEET_ACTIONS),
    deviceIds: z.array(DeviceId).min(1).max(MOST_AT_ONCE).optional().meta({ description: 'These devices. Those that are not there are passed over.' }),
    status: ListedStatus.optional().meta({ description: 'All devices with this status, in place of deviceIds.' }),
  })
  .refine(({ deviceIds, status }) => (deviceIds === undefined) !== (status === undefined), 'name either deviceIds or a status')
  .meta({ id: 'SimulatedChangeRequest' });
export type FleetChangeRequest = z.infer<typeof FleetChangeRequest>;

export const selectionOf = ({ deviceIds, status }: FleetChangeRequest): SimulatedSelection => (status ? { status } : { ids: deviceIds ?? [] });

export const FleetChangeResponse = z.object({ changed: z.int() }).meta({ id: 'SimulatedChange' });
