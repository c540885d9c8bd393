import { z } from 'zod';
import { FleetIsAway, FleetIsBusy, FleetRefusesConfiguration, FleetRefusesCredentials, type Failure } from '#core';
import { readRetryAfter } from './read-retry-after.js';

/** What was asked of Mender: named in every message, so that an operator knows which device and which server. */
export interface Asked {
  what: 'list' | 'count' | 'look' | 'read-configuration' | 'write-configuration' | 'deploy-configuration';
  deviceId: string;
  /** Host and port of the fleet's URL. */
  host: string;
}

/** The outside of an answer. Bodies stay out of failures: they may repeat a value of the configuration. */
export interface AnswerHead {
  status: number;
  retryAfter: string | undefined;
}

const WHEN: Readonly<Record<Asked['what'], (deviceId: string) => string>> = {
  list: () => 'when asked for its devices',
  count: () => 'when asked how many devices it has',
  look: (deviceId) => `when asked about device ${deviceId}`,
  'read-configuration': (deviceId) => `when asked for the configuration of device ${deviceId}`,
  'write-configuration': (deviceId) => `when given the configuration of device ${deviceId}`,
  'deploy-configuration': (deviceId) => `when asked to deploy the configuration of device ${deviceId}`,
};

const REFUSES_CONFIGURATION = [400, 413, 422];

const at = ({ host }: Asked): string => `Mender at ${host}`;
const when = ({ what, deviceId }: Asked): string => WHEN[what](deviceId);

/** Names the failure behind a status that is not the one we asked for. Source: Mender management APIs, status codes. */
export function failureOfStatus(asked: Asked, { status, retryAfter }: AnswerHead, now: Date): Failure {
  if (status === 401 || status === 403) {
    return new FleetRefusesCredentials(
      `${at(asked)} refuses our token (${status}) ${when(asked)}. Put in a valid token of a user who may read and configure devices.`,
    );
  }
  if (status === 429) {
    const afterMs = readRetryAfter(retryAfter, now);
    return new FleetIsBusy(afterMs, `${at(asked)} asks us to slow down (429) ${when(asked)}. It is asked again in ${Math.ceil(afterMs / 1000)} s.`);
  }
  if (asked.what === 'write-configuration' && REFUSES_CONFIGURATION.includes(status)) {
    return new FleetRefusesConfiguration(
      `${at(asked)} refuses the configuration of device ${asked.deviceId} (${status}). Correct it in Mender, then wake the device.`,
    );
  }
  if (status >= 300 && status < 400) {
    return new FleetIsAway(
      `${at(asked)} answered with a redirect (${status}) ${when(asked)}. Redirects are not followed: put the final URL into the fleet connection.`,
      { forAll: `${at(asked)} answers with a redirect (${status}). Put the final URL into the fleet connection.` },
    );
  }
  if (status >= 500) {
    return new FleetIsAway(`${at(asked)} answered with an error of its own (${status}) ${when(asked)}. It is tried again.`, { forAll: `${at(asked)} answers ${status}.` });
  }
  return new FleetIsAway(`${at(asked)} answered ${status} ${when(asked)}, which says nothing about it. Check the URL of the fleet connection.`);
}

/** Mender itself says that there is nothing to deploy. */
export const failureOfNoConfiguration = (asked: Asked): Failure =>
  new FleetIsAway(`${at(asked)} says that device ${asked.deviceId} has no configuration (404), so nothing can be deployed. It is tried again.`);

/** The answer came and cannot be read. `wrong` says what is wrong with it and repeats nothing that is in it. */
export const failureOfBody = (asked: Asked, wrong: string): Failure =>
  new FleetIsAway(`${at(asked)} gave an answer that cannot be used ${when(asked)}: ${wrong}. Check the URL of the fleet connection.`);

/** A status that Mender has and we do not. */
export const failureOfUnknownStatus = (asked: Asked, status: string): Failure =>
  new FleetIsAway(
    `${at(asked)} says that device ${asked.deviceId} is ${JSON.stringify(status.slice(0, 40))}, a status that is not known here. ` +
      'Nothing is changed in the hub; update Lockstep.',
  );

/** The request for a deployment was answered, and no deployment was made. */
export const failureOfNoDeployment = (asked: Asked): Failure =>
  new FleetIsAway(`${at(asked)} made no deployment ${when(asked)}: it answered with the nil id. It is tried again.`);

/** No answer: not connected, not in time, cut off, or refused by us before anything was sent. */
export function failureOfSilence(asked: Asked, error: unknown): Failure {
  if (error instanceof FleetIsAway) return error;
  const cause = reduced(error);
  const why = cause.code ?? cause.name;
  return new FleetIsAway(`${at(asked)} did not answer ${when(asked)} (${why}). It is tried again.`, { cause, forAll: `${at(asked)} does not answer (${why}).` });
}

/** The URL of the connection cannot be asked at all. */
export const failureOfUrl = (deviceId: string): Failure =>
  new FleetIsAway(`Device ${deviceId} cannot be looked up: the URL of the fleet connection is not an http or https address. Put in a valid one.`);

/** The token cannot even be sent. */
export const failureOfToken = (asked: Asked): Failure =>
  new FleetRefusesCredentials(
    `The token for ${at(asked)} is empty or has characters that no token has, so it was not sent ${when(asked)}. Put in a valid token.`,
  );

/** What may be kept of a foreign error: the error itself can hold the request, with its token. */
export interface ReducedError {
  name: string;
  code: string | undefined;
  message: string;
}

const ForeignError = z.object({ name: z.string(), code: z.string().optional().catch(undefined), message: z.string() });
const ErrorOfMany = z.object({ errors: z.array(ForeignError).min(1) });

function reduced(error: unknown): ReducedError {
  // Node tries every address of a host and throws one error without a text for them all.
  const many = ErrorOfMany.safeParse(error);
  if (many.success) return reduced(many.data.errors[0]);

  const { success, data } = ForeignError.safeParse(error);
  if (!success) return { name: 'Error', code: undefined, message: 'something that is no error was thrown' };
  return { name: data.name, code: data.code, message: data.message };
}
