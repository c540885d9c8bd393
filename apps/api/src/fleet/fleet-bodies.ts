import { z } from 'zod';
import { Secret, mask, type FleetConnection, type FleetTest } from '#core';
import { ConnectionTroubleResponse, TroubleResponse, connectionTroubleResponse, troubleResponse } from '../integrations/integration-responses.js';

export const FleetRequest = z
  .strictObject({
    url: z.string().min(1).max(2048).meta({ description: "The root of the fleet manager, such as https://hosted.mender.io. Private addresses are allowed; link-local ones and the platform services of clouds are not." }),
    token: z
      .string()
      .min(1)
      .max(8192)
      .meta({ format: 'password', writeOnly: true, description: 'A personal access token of a user who may see devices and their configuration.' })
      .transform((text) => new Secret(text)),
  })
  .meta({ id: 'FleetConnectionRequest' });
export type FleetRequest = z.infer<typeof FleetRequest>;

export const FleetResponse = z
  .object({
    url: z.string(),
    maskedToken: z.string(),
    trouble: ConnectionTroubleResponse.nullable().meta({ description: 'Null while all is well, as far as we know.' }),
    version: z.int(),
  })
  .meta({ id: 'FleetConnection' });

export const fleetResponse = ({ url, token, trouble, revision }: FleetConnection): z.infer<typeof FleetResponse> => ({
  url,
  maskedToken: mask(token),
  trouble: connectionTroubleResponse(trouble),
  version: revision,
});

export const FleetTestResponse = z
  .object({ ok: z.boolean().meta({ description: 'True when the fleet manager showed its list of devices.' }), trouble: TroubleResponse.nullable() })
  .meta({ id: 'FleetTest' });

export const fleetTestResponse = ({ devices, trouble }: FleetTest): z.infer<typeof FleetTestResponse> => ({ ok: devices, trouble: troubleResponse(trouble) });
