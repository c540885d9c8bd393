import { z } from 'zod';
import { HubError } from '../http/hub-error.js';
import type { Operation } from '../operations/operation.js';
import { KeySet } from './key-set.js';
import { actionsOf, allows } from './roles.js';
import { keyIdOf, verifyJwt } from './verify-jwt.js';

/** Whose tokens of Entra ID are taken. */
export const EntraOptions = z.strictObject({
  issuer: z.string().min(1),
  audience: z.string().min(1).default('https://iothubs.azure.net'),
  /** Path or URL of the issuer's key set. */
  jwks: z.string().min(1),
  /** Roles by subject or object id, beside those in the `roles` claim. */
  roles: z.record(z.string(), z.array(z.string())).default({}),
});
export type EntraOptions = z.infer<typeof EntraOptions>;

export interface BearerKnock {
  readonly token: string;
  readonly operation: Operation;
  readonly path: string;
  /** Seconds since 1970. */
  readonly now: number;
}

/** Lets a back end in by a token of Entra ID when its roles allow what it asks for. */
export class Entra {
  readonly #keys: KeySet;

  constructor(private readonly options: EntraOptions) {
    this.#keys = new KeySet(options.jwks);
  }

  /** Rejects with a HubError 401. Source of the text for a missing role: Azure IoT Hub, error 401003. */
  async admit({ token, operation, path, now }: BearerKnock): Promise<void> {
    await this.#keys.prepare(keyIdOf(token)).catch((error: unknown) => {
      throw unauthorized(`the key set cannot be read: ${String(error)}`);
    });
    const claims = verifyJwt(token, { ...this.options, now, findKey: (kid) => this.#keys.find(kid) });
    if (typeof claims === 'string') throw unauthorized(`token: ${claims}`);
    const { sub = '', oid = '' } = claims;
    const roles = [...(claims.roles ?? []), ...this.rolesOf(sub), ...this.rolesOf(oid)];
    if (actionsOf(operation).every((action) => allows(roles, action))) return;
    const text = `Principal ${oid || sub} is not authorized for ${operation.method} on ${path} due to no assigned permissions`;
    throw new HubError('IotHubUnauthorizedAccess', text);
  }

  private rolesOf(subject: string): readonly string[] {
    return Object.hasOwn(this.options.roles, subject) ? this.options.roles[subject]! : [];
  }
}

function unauthorized(note: string): HubError {
  return new HubError('IotHubUnauthorizedAccess', 'Unauthorized', { note });
}
