/** Something that goes wrong, in the words and with the status of Mender's iot-manager. */
export class MenderError extends Error {
  override readonly name = 'MenderError';

  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** The body of every error. Source: Mender, iot-manager, OpenAPI, schema Error. */
export const menderErrorBody = (error: string, requestId: string): string => JSON.stringify({ error, request_id: requestId });
