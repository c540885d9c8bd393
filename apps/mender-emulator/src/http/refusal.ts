/** A request that is refused. Becomes Mender's error body `{"error": message, "request_id": …}` with this status code. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.name = 'Refusal';
  }
}
