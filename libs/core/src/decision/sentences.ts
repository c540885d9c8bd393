import type { StoryKind } from './device-record.js';
import { REASONS, type Reason } from './reasons.js';
import type { StepKind } from './steps.js';

const BEGAN: Readonly<Record<StepKind, string>> = {
  'create-identity': 'Creating the identity in the hub.',
  'adopt-identity': 'Adopting the identity that the hub already has.',
  'set-status': 'Changing the status in the hub.',
  'delete-identity': 'Deleting the identity from the hub.',
  'deliver-connection': 'Delivering the connection string to the device configuration.',
  'add-key': 'Adding a new key beside the old one.',
  'promote-key': 'Making the new key the primary one.',
  'note-delivery': 'Writing down the delivery.',
  'note-confirmation': 'Writing down the confirmation.',
};

const DONE: Readonly<Record<StepKind, string>> = {
  'create-identity': 'The identity was created in the hub.',
  'adopt-identity': 'The identity that the hub already had was adopted with its keys.',
  'set-status': 'The status was changed in the hub.',
  'delete-identity': 'The identity was deleted from the hub.',
  'deliver-connection': 'The connection string was written to the device configuration and deployed.',
  'add-key': 'A new key was added; the old one is still valid.',
  'promote-key': 'The new key is the primary one; the old one is not valid any more.',
  'note-delivery': 'The connection string had been deployed already.',
  'note-confirmation': 'The device confirmed the connection string.',
};

/** One line of a device's story as a person reads it. */
export function sentenceOf(line: { kind: StoryKind; step: StepKind | null; reason: Reason | null; detail: string | null }): string {
  const why = line.reason ? REASONS[line.reason] : '';
  switch (line.kind) {
    case 'event':
      return `An event came in: ${line.detail ?? 'no details'}.`;
    case 'twin-changed':
      return `The twin was edited: ${line.detail ?? 'no details'}.`;
    case 'began':
      return join(line.step ? BEGAN[line.step] : '', why);
    case 'done':
      return line.step ? DONE[line.step] : why;
    case 'waits':
      return join('Waiting.', why);
    case 'rests':
      return join('In sync.', why);
    case 'failed':
      return join(why, line.detail ?? '');
    case 'died':
      return join('Given up until somebody acts.', why, line.detail ?? '');
  }
}

const join = (...parts: string[]): string => parts.filter(Boolean).join(' ');
