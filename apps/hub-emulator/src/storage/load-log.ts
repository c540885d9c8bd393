import { createReadStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import type { Device } from '../devices/device.js';
import { replayLine, writePut } from './device-lines.js';
import { isMissingFile } from './files.js';

/** A log that cannot be read. Nothing is repaired by guessing: the operator decides. */
export class LogIsDamaged extends Error {
  override readonly name = 'LogIsDamaged';

  constructor(path: string, line: number, options: ErrorOptions) {
    super(`Line ${line} of ${path} cannot be read. Put a copy of the file in its place, or remove it to start with an empty hub.`, options);
  }
}

const LINES_A_WRITE = 1000;

interface Reading {
  readonly devices: Map<string, Device>;
  readonly lines: number;
  /** True when the file ends in the middle of a line: the write that a crash cut off, which nobody was told of. */
  readonly torn: boolean;
}

/**
 * Reads the devices out of a log and, when it holds more than they need, writes it anew with one line a device.
 * A missing log is an empty hub; a torn last line is left out. Throws LogIsDamaged.
 */
export async function loadLog(path: string): Promise<Map<string, Device>> {
  await rm(`${path}.new`, { force: true });
  const { devices, lines, torn } = await readLog(path);
  if (torn || lines > devices.size) await writeLog(path, devices);
  return devices;
}

async function readLog(path: string): Promise<Reading> {
  const devices = new Map<string, Device>();
  let lines = 0;
  let rest = '';
  try {
    // Not node:readline, which also breaks lines at U+2028, a character that a twin may hold.
    for await (const chunk of createReadStream(path, { encoding: 'utf8', highWaterMark: 1024 * 1024 }) as AsyncIterable<string>) {
      const parts = (rest + chunk).split('\n');
      rest = parts.pop() ?? '';
      for (const part of parts) replay(path, part, (lines += 1), devices);
    }
  } catch (error) {
    if (!isMissingFile(error)) throw error;
  }
  return { devices, lines, torn: rest !== '' };
}

function replay(path: string, text: string, line: number, devices: Map<string, Device>): void {
  try {
    replayLine(text, devices);
  } catch (cause) {
    throw new LogIsDamaged(path, line, { cause });
  }
}

async function writeLog(path: string, devices: ReadonlyMap<string, Device>): Promise<void> {
  const file = await open(`${path}.new`, 'w', 0o600);
  try {
    const lines: string[] = [];
    for (const device of devices.values()) {
      lines.push(writePut(device));
      if (lines.length >= LINES_A_WRITE) await file.appendFile(lines.splice(0).join(''));
    }
    await file.appendFile(lines.join(''));
    // On the disk before it takes the old one's name: a power cut leaves one of the two, whole.
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.new`, path);
}
