import {
  Failure,
  HostNotAllowed,
  HubAlreadyConnected,
  HubChangedUnderneath,
  HubRefusesTwin,
  IntegrationAlreadyThere,
  IntegrationInUse,
  InvalidConnectionString,
  InvalidRequest,
  MaskedSecret,
  NotInHub,
  ReceiverNotAllowed,
  Refusal,
  TwinIsStale,
  TwinRuleBroken,
} from '#core';
import { InvalidJson } from '../http/parse-body.js';
import { isProblemCode, problemOf } from '../problems/problems.js';
import { MenderError } from './mender-error.js';

export interface Words {
  status: number;
  error: string;
}

type Kind = abstract new (...given: never[]) => Error;

const MALFORMED: readonly Kind[] = [InvalidRequest, InvalidJson, InvalidConnectionString, MaskedSecret, ReceiverNotAllowed, TwinRuleBroken];
const CONFLICTS: readonly Kind[] = [TwinIsStale, HubChangedUnderneath];
const ALREADY_THERE: readonly Kind[] = [HubAlreadyConnected, IntegrationAlreadyThere];
/** What iot-manager has no word for but "the hub did not do it". Source: iot-manager, management_state.go. */
const OF_THE_HUB: readonly Kind[] = [NotInHub, HubRefusesTwin, Failure];

/** What iot-manager says, and with which status; null for what has no name. What it does not know, our own limits above all, keeps our status. */
export function wordsOf(error: unknown): Words | null {
  const is = (kinds: readonly Kind[]): boolean => kinds.some((kind) => error instanceof kind);
  if (error instanceof MenderError) return { status: error.status, error: error.message };
  if (is(CONFLICTS)) return { status: 409, error: 'conflict when updating the device state' };
  if (is(ALREADY_THERE)) return { status: 409, error: 'integration already exists' };
  if (error instanceof IntegrationInUse) return { status: 409, error: 'cannot remove integration in use by devices' };
  if (error instanceof HostNotAllowed) return { status: 400, error: 'malformed request body: hostname does not refer to a trusted domain' };
  if (is(MALFORMED)) return { status: 400, error: `malformed request body: ${(error as Error).message}` };
  if (is(OF_THE_HUB)) return { status: 500, error: (error as Error).message };
  return error instanceof Refusal && isProblemCode(error.code) ? { status: problemOf(error.code).status, error: error.message } : null;
}
