import type { RunningHubEmulator } from '../start-hub-emulator.js';
import { authorize, sendRaw, VERSION, type RawAnswer, type Wire } from './send-raw.js';

/** Asks the control API; answers with the body. */
export async function askControl(emulator: RunningHubEmulator, method: string, path: string, body?: unknown): Promise<Wire> {
  return (await sendRaw(emulator, { method, path: `/emulator${path}`, body })).json;
}

export function putDevice(emulator: RunningHubEmulator, deviceId: string, headers: Record<string, string> = {}): Promise<RawAnswer> {
  const path = `/devices/${encodeURIComponent(deviceId)}?${VERSION}`;
  return sendRaw(emulator, { method: 'PUT', path, headers: { ...authorize(emulator), ...headers }, body: { deviceId } });
}

export function getDevice(emulator: RunningHubEmulator, deviceId: string): Promise<RawAnswer> {
  return sendRaw(emulator, { path: `/devices/${encodeURIComponent(deviceId)}?${VERSION}`, headers: authorize(emulator) });
}
