import { KeyRotations, type RotationCounts } from '#core';
import type { Command } from './command.js';
import { UsageError } from './read-call.js';
import { showProgress } from './show-progress.js';

/** Other keys for devices. */
export const ROTATION_COMMANDS: Readonly<Record<string, Command>> = {
  'rotate-device-keys': {
    usage: 'rotate-device-keys DEVICE... | --group plant-1 | --all [--dry-run]',
    does: 'gives devices other keys; each old key stays valid until its device reports the new one. --dry-run says how many, and how many are not done yet',
    run: async (app, { flag, optional, subjects, tenant }) => {
      const rotations = app.get(KeyRotations);
      const ways = [subjects.length > 0, optional('group') !== null, flag('all')].filter(Boolean);
      if (ways.length !== 1) throw new UsageError('Name devices, --group NAME, or --all.');
      if (subjects.length > 0) {
        if (flag('dry-run')) throw new UsageError('--dry-run goes with --group or --all.');
        return Promise.all(subjects.map(async (deviceId) => ANSWERS[await rotations.ask({ tenantId: tenant, deviceId })](deviceId)));
      }
      const scope = { tenantId: tenant, group: optional('group') };
      const counts = await rotations.count(scope);
      if (flag('dry-run')) return countLines(counts);
      const asked = await rotations.askAll(scope, showProgress(counts.toRotate));
      return [`${asked} devices get another key, one after the other. See how far it is with --dry-run.`];
    },
  },
};

const ANSWERS: Readonly<Record<Awaited<ReturnType<KeyRotations['ask']>>, (deviceId: string) => string>> = {
  asked: (deviceId) => `${deviceId} gets another key. The old one stays valid until the device reports the new one.`,
  'under-way': (deviceId) => `${deviceId} is about to get another key already.`,
  'no-keys': (deviceId) => `${deviceId} has no key: it is not in the hub, or it signs in with a certificate.`,
  unknown: (deviceId) => `There is no device ${deviceId} in this tenant.`,
};

const countLines = ({ toRotate, underWay, without }: RotationCounts): string[] => [
  `${toRotate} devices could get another key now.`,
  `${underWay} are about to get one, or have not reported it yet.`,
  `${without} have none: they are not in the hub, or sign in with a certificate.`,
];
