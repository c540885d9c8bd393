import type { Secret } from '#core';

export interface SentEvent {
  id: string;
  name: string;
  data: Record<string, string | null>;
}

/** A client of server-sent events that keeps what it hears. */
export interface EventStream {
  readonly events: readonly SentEvent[];
  /** The id that it would send to go on from here. */
  readonly lastId: string;
  /** Settles when the server ends the stream, or the client closed it. */
  readonly ended: Promise<void>;
  close(): void;
}

/** Opens a stream and answers once the server has begun it. Source of the format: HTML Standard, "Server-sent events". */
export async function openEventStream(url: string, token: Secret, since?: string): Promise<EventStream> {
  const cut = new AbortController();
  const headers = { authorization: `Bearer ${token.reveal()}`, ...(since !== undefined && { 'last-event-id': since }) };
  const answer = await fetch(url, { headers, signal: cut.signal });
  if (answer.status !== 200 || !answer.body) throw new Error(`The stream answered ${answer.status}.`);

  const events: SentEvent[] = [];
  let lastId = since ?? '';
  const take = (block: string): void => {
    const fields = new Map(block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]));
    lastId = fields.get('id') ?? lastId;
    const data = fields.get('data');
    if (data !== undefined) events.push({ id: lastId, name: fields.get('event') ?? 'message', data: JSON.parse(data) as SentEvent['data'] });
  };
  const follow = async (body: AsyncIterable<Uint8Array>): Promise<void> => {
    const decoder = new TextDecoder();
    let text = '';
    for await (const bytes of body) {
      text += decoder.decode(bytes, { stream: true });
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      blocks.forEach(take);
    }
  };
  const ended = follow(answer.body as unknown as AsyncIterable<Uint8Array>).catch(() => undefined);
  return { events, get lastId() { return lastId; }, ended, close: () => cut.abort() };
}
