import type { Problem } from './problem.js';

/** What can be wrong with the hub while a caller waits for it. */
export const HUB_PROBLEMS = {
  'not-in-hub': {
    status: 404,
    title: 'The hub shows no such twin',
    todo: 'Look at the timeline of the device: it is not in the hub yet, or not any more, or it is disabled there. Check the name of a module.',
    example: 'The hub hub.azure-devices.net shows no device pump-7: it is not there, or it is disabled. Look at the timeline of the device.',
  },
  'no-hub-connection': {
    status: 409,
    title: 'No hub is connected',
    todo: 'Connect an IoT Hub with `POST /api/v1/integrations`.',
    example: 'No IoT Hub is connected, so there are no twins. Connect one.',
  },
  'hub-paused': {
    status: 409,
    title: 'The hub connection is paused',
    todo: 'Resume the integration with `POST /api/v1/integrations/{id}/resume`.',
    example: 'The connection to hub.azure-devices.net is paused. Resume it to reach its twins.',
  },
  'hub-changed-underneath': {
    status: 412,
    title: 'The twin was changed since you saw it',
    todo: 'Read the twin again, and repeat your change with its ETag.',
    example: 'The twin was changed meanwhile. Read it again and repeat your change.',
  },
  'hub-refuses-twin': {
    status: 422,
    title: 'The hub does not take this',
    todo: 'Correct what the text says in the words of the hub. Nothing was written.',
    example: 'The hub hub.azure-devices.net does not take this for device pump-7: ArgumentInvalid. Nothing was written.',
  },
  'hub-refuses-device': {
    status: 422,
    title: 'The hub does not take this',
    todo: 'Correct what the text says in the words of the hub. Nothing was written.',
    example: 'The hub does not take this device: ArgumentInvalid. Nothing was written.',
  },
  'hub-is-busy': {
    status: 429,
    title: 'The hub asks us to slow down',
    todo: 'Send the request again after the time in `Retry-After`.',
    example: 'The hub asks us to slow down: it is at its limit. Nothing was changed.',
  },
  'hub-turn-is-later': {
    status: 429,
    title: 'Others are before this request',
    todo: 'The hub is at its limit and more urgent calls are waiting. Send the request again after the time in `Retry-After`; `GET /api/v1/hub-budget` shows what waits.',
    example: 'The hub is at its limit and others are before this one. Nothing was sent to it.',
  },
  'hub-refuses-credentials': {
    status: 502,
    title: 'The hub refuses our credentials',
    todo: 'An administrator puts in valid ones with `PUT /api/v1/integrations/{id}/credentials`; `POST …/test` says which rights are missing.',
    example: 'The hub hub.azure-devices.net refuses our credentials.',
  },
  'hub-answer-unreadable': {
    status: 502,
    title: 'What answers is not the hub',
    todo: 'Look at what stands between this installation and the hub: a proxy or a captive page answers in its place.',
    example: 'The answer is not one of an IoT Hub.',
  },
  'hub-budget-is-away': {
    status: 503,
    title: 'Try again in a moment',
    todo: 'What carries the queue, Redis or PostgreSQL, does not answer, so nobody knows what of the limits of the hub is used. Send the request again after the time in `Retry-After`.',
    example: 'The budget of the hub cannot be read: Redis does not answer. Nothing was sent to the hub.',
  },
  'hub-is-away': {
    status: 503,
    title: 'The hub cannot be reached',
    todo: 'Send the request again after the time in `Retry-After`. If it lasts, look at the network and at the status of Azure.',
    example: 'The hub hub.azure-devices.net cannot be reached. Nothing was changed.',
  },
  'hub-is-full': {
    status: 503,
    title: 'The hub is full',
    todo: 'Remove devices or modules from the hub, or buy a larger one.',
    example: 'The hub holds as many devices as it may.',
  },
  'hub-quota-used-up': {
    status: 503,
    title: 'The daily quota of the hub is used up',
    todo: 'Wait until 00:00 UTC, when the hub counts anew, or add units to it.',
    example: 'The daily quota of the hub is used up. It begins anew at 00:00 UTC.',
  },
  'hub-outcome-unknown': {
    status: 504,
    title: 'Read the twin before you try again',
    todo: 'The change was sent and no answer came. Read the twin, or its history: the next look at it finds out how the edit ended.',
    example: 'The hub did not answer. The change may or may not have taken effect.',
  },
} as const satisfies Record<string, Problem>;
