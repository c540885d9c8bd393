import type { Activity, Device } from '../devices/device.js';

// One line of the log is one of these three, as JSON. A device is written whole, so a line needs none before it.
type Line =
  | { readonly put: Device }
  | { readonly removed: string }
  | { readonly active: readonly [deviceId: string, messages: number, lastAt: number, connectedAt: number] };

export function writePut(put: Device): string {
  return line({ put });
}

export function writeRemoved(deviceId: string): string {
  return line({ removed: deviceId });
}

export function writeActive(deviceId: string, { messages, lastAt, connectedAt }: Activity): string {
  return line({ active: [deviceId, messages, lastAt, connectedAt] });
}

/** Repeats one line of a log on the devices. Throws a SyntaxError when it is not a line of this log. */
export function replayLine(text: string, devices: Map<string, Device>): void {
  const read = JSON.parse(text) as Line;
  if ('put' in read) {
    devices.set(read.put.deviceId, read.put);
  } else if ('removed' in read) {
    devices.delete(read.removed);
  } else if ('active' in read) {
    const [deviceId, messages, lastAt, connectedAt] = read.active;
    const device = devices.get(deviceId);
    if (device) devices.set(deviceId, { ...device, activity: { messages, lastAt, connectedAt } });
  } else {
    throw new SyntaxError('not a line of a device log');
  }
}

function line(content: Line): string {
  return `${JSON.stringify(content)}\n`;
}
