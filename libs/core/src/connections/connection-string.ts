import { Refusal } from '../refusal.js';
import { Secret } from '../secret.js';

/** A shared access policy's connection string, taken apart. */
export interface PolicyConnectionString {
  hostName: string;
  policyName: string;
  key: Secret;
}

const MAX_LENGTH = 4096;
const KEYS = ['HostName', 'SharedAccessKeyName', 'SharedAccessKey'] as const;
const HOST_NAME = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+$/;
const POLICY_NAME = /^[\x21-\x7e]{1,256}$/;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$|^(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)$/;

/** The text is not a connection string of a shared access policy. The message names the part, never the text. */
export class InvalidConnectionString extends Refusal {
  readonly code = 'invalid-connection-string';
}

/**
 * Reads `HostName=…;SharedAccessKeyName=…;SharedAccessKey=…`. Each part once, in any order, no other part, nothing empty.
 * Throws InvalidConnectionString.
 */
export function readPolicyConnectionString(text: string): PolicyConnectionString {
  if (text.length === 0) throw new InvalidConnectionString('The connection string is empty.');
  if (text.length > MAX_LENGTH) throw new InvalidConnectionString(`The connection string is longer than ${MAX_LENGTH} characters.`);

  const parts = new Map<string, string>();
  for (const [index, part] of text.trim().split(';').entries()) {
    const [name, value] = splitPart(part);
    if (!(KEYS as readonly string[]).includes(name)) throw new InvalidConnectionString(unknownPart(name, index + 1));
    if (parts.has(name)) throw new InvalidConnectionString(`The connection string has ${name} twice.`);
    parts.set(name, value);
  }
  for (const name of KEYS) if (!parts.get(name)) throw new InvalidConnectionString(`The connection string has no ${name}.`);

  const hostName = parts.get('HostName')!.toLowerCase().replace(/\.$/, '');
  if (!HOST_NAME.test(hostName)) throw new InvalidConnectionString('The HostName of the connection string is not a host name.');
  if (!POLICY_NAME.test(parts.get('SharedAccessKeyName')!)) {
    throw new InvalidConnectionString('The SharedAccessKeyName of the connection string is not 1 to 256 printable characters without spaces.');
  }
  if (!BASE64.test(parts.get('SharedAccessKey')!)) {
    throw new InvalidConnectionString('The SharedAccessKey of the connection string is not base64. A masked key cannot be used.');
  }
  return { hostName, policyName: parts.get('SharedAccessKeyName')!, key: new Secret(parts.get('SharedAccessKey')!) };
}

/** What a device signs in with, in the wording that Mender's own scripts and Azure's device SDKs read. */
export const deviceConnectionString = (hostName: string, deviceId: string, primaryKey: Secret): Secret =>
  new Secret(`HostName=${hostName};DeviceId=${deviceId};SharedAccessKey=${primaryKey.reveal()}`);

function splitPart(part: string): [name: string, value: string] {
  const at = part.indexOf('=');
  if (at < 1) throw new InvalidConnectionString('The connection string is not a list of Name=Value parts divided by ";".');
  return [part.slice(0, at), part.slice(at + 1)];
}

/** Counts the part and does not quote it: where the string is broken, a "name" may be a piece of the key. */
const unknownPart = (name: string, number: number): string =>
  name === 'DeviceId' || name === 'ModuleId'
    ? 'This is the connection string of a device. Use the one of a shared access policy of the hub.'
    : `Part ${number} of the connection string is none of ${KEYS.join(', ')}.`;
