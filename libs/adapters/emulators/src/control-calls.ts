import { Agent, request } from 'undici';
import { SimulationIsAway } from '#core';

const PATIENCE_MS = 10_000;

/** Calls to the control API of an emulator: plain JSON, for the machine itself. */
export class ControlCalls {
  readonly #agent: Agent;

  /** `caPem`: whom to trust there instead of the public authorities. */
  constructor(
    private readonly name: string,
    private readonly address: string,
    caPem: string | null = null,
  ) {
    this.#agent = new Agent({ headersTimeout: PATIENCE_MS, bodyTimeout: PATIENCE_MS, connect: { timeout: PATIENCE_MS, ...(caPem !== null && { ca: caPem }) } });
  }

  get(path: string): Promise<unknown> {
    return this.#call('GET', path);
  }

  /** Answers with the JSON of the answer, null when it has no body. Throws SimulationIsAway when there is no good answer. */
  send(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: object): Promise<unknown> {
    return this.#call(method, path, body);
  }

  async close(): Promise<void> {
    if (!this.#agent.destroyed) await this.#agent.close();
  }

  async #call(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: object): Promise<unknown> {
    const { status, text } = await this.#ask(method, path, body);
    if (status >= 300) throw new SimulationIsAway(`${this.name} answers ${status} to ${method} ${path.split('?')[0]}. Look at what it wrote to its log.`);
    return text === '' ? null : (JSON.parse(text) as unknown);
  }

  async #ask(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: object): Promise<{ status: number; text: string }> {
    try {
      const headers = body && { 'content-type': 'application/json' };
      const answer = await request(this.address + path, { method, dispatcher: this.#agent, ...(body && { headers, body: JSON.stringify(body) }) });
      return { status: answer.statusCode, text: await answer.body.text() };
    } catch (cause) {
      throw new SimulationIsAway(`${this.name} does not answer. It is started again when it died; try again in a moment.`, { cause });
    }
  }
}
