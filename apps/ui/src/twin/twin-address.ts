/** Names a twin: a device's own, or that of one of its modules. */
export interface TwinAddress {
  deviceId: string;
  /** Null for the device itself. */
  moduleId: string | null;
}

/** How people and drafts name it. No id has a slash in it. */
export const nameOf = ({ deviceId, moduleId }: TwinAddress): string => (moduleId === null ? deviceId : `${deviceId}/${moduleId}`);

/** The page of a twin. */
export const pageOf = ({ deviceId, moduleId }: TwinAddress): string =>
  `/devices/${encodeURIComponent(deviceId)}${moduleId === null ? '' : `/modules/${encodeURIComponent(moduleId)}`}/twin`;

const DEVICE = '/api/v1/devices/{deviceId}/twin';
type DevicePath = typeof DEVICE;

/** The routes of a twin. Those of modules answer as those of devices do, and are taken for such. */
export function routesOf({ deviceId, moduleId }: TwinAddress) {
  const twin = (moduleId === null ? DEVICE : '/api/v1/devices/{deviceId}/modules/{moduleId}/twin') as DevicePath;
  return {
    twin,
    history: `${twin}/history` as `${DevicePath}/history`,
    undo: `${twin}/history/{editId}/undo` as `${DevicePath}/history/{editId}/undo`,
    path: { deviceId, ...(moduleId !== null && { moduleId }) },
  };
}
