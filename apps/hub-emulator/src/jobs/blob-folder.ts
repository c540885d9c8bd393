import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { argumentInvalid, HubError } from '../http/hub-error.js';
import type { JsonValue } from '../json.js';

const NAME = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * A folder in place of storage: `https://{account}.blob.core.windows.net/{container}?…` is the folder
 * `{account}/{container}` in it. Tokens in the address are not looked at.
 */
export class BlobFolder {
  /** @param folder absent: there are no blobs, and every container is refused. */
  constructor(private readonly folder: string | undefined) {}

  /** The folder of a container. Throws 400 for an address that is none, or when there are no blobs. */
  container(uri: JsonValue | undefined): string {
    const [account = '', container = '', ...rest] = partsOf(uri);
    if (!NAME.test(account) || !NAME.test(container) || rest.length > 0) throw argumentInvalid('The address of the blob container is invalid.');
    if (this.folder === undefined) throw noContainer('the emulator was started without --blobs and without --data');
    return join(this.folder, account, container);
  }

  /** A blob that is there. Throws 400 BlobContainerValidationError when it is not. */
  existing(uri: JsonValue | undefined, name: string): string {
    const path = join(this.container(uri), name);
    if (existsSync(path)) return path;
    throw noContainer(`there is no ${path}`);
  }
}

/** The name of a blob in a container; folders in it are refused. */
export function blobName(value: JsonValue | undefined, usual: string): string {
  if (value === undefined || value === null || value === '') return usual;
  if (typeof value === 'string' && /^[\w.-]{1,255}$/.test(value) && !/^\.+$/.test(value)) return value;
  throw argumentInvalid('The name of the blob is invalid.');
}

function partsOf(uri: JsonValue | undefined): readonly string[] {
  if (typeof uri !== 'string' || !URL.canParse(uri)) return [];
  const { hostname, pathname } = new URL(uri);
  return [hostname.split('.')[0] ?? '', ...pathname.split('/').filter((part) => part !== '')];
}

/** Source of the text: tests of azure-iot-cli-extension. */
function noContainer(note: string): HubError {
  return new HubError('BlobContainerValidationError', 'Failed to read devices blob from the input container.', { note });
}
