import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import type { Conditions } from './conditions.js';
import { ProxiedConnection } from './proxied-connection.js';

/**
 * A TCP proxy in front of a server on loopback that does to connections what networks do: latency, jitter, little bandwidth,
 * cuts after so many bytes, resets, half-closes, black holes, refusals. The server stays as it is.
 */
export class FaultProxy {
  /** Called just before bytes are passed on, either way. */
  onBytes: () => void = () => undefined;
  readonly #server: Server;
  readonly #connections = new Set<ProxiedConnection>();
  #conditions: Conditions = {};
  #port = 0;
  #isClosed = false;

  private constructor(
    private target: number,
    private readonly random: () => number,
  ) {
    this.#server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
      const server = connect({ host: '127.0.0.1', port: this.target, allowHalfOpen: true, noDelay: true });
      const connection = new ProxiedConnection(client, server, this.random, () => this.onBytes());
      connection.set(this.#conditions);
      this.#connections.add(connection);
      client.once('close', () => this.#connections.delete(connection));
    });
  }

  /** `random` is in [0, 1) and decides on the jitter. */
  static async open(target: number, random: () => number = Math.random): Promise<FaultProxy> {
    const proxy = new FaultProxy(target, random);
    await proxy.#listen();
    return proxy;
  }

  get port(): number {
    return this.#port;
  }

  /** Those that are open now, oldest first. */
  get connections(): readonly ProxiedConnection[] {
    return [...this.#connections].filter(({ isOpen }) => isOpen);
  }

  /** The address `url`, by way of the proxy. */
  through(url: string): string {
    const address = new URL(url);
    address.hostname = '127.0.0.1';
    address.port = String(this.#port);
    return address.href;
  }

  /** The server is to be found elsewhere from now on. */
  leadTo(port: number): void {
    this.target = port;
  }

  /** For every connection, those to come too. */
  set(conditions: Conditions): void {
    this.#conditions = conditions;
    for (const connection of this.connections) connection.set(conditions);
  }

  /** Every connection is reset; new ones are welcome. */
  reset(): void {
    for (const connection of this.connections) connection.reset();
  }

  /** Every connection is reset, and new ones are refused. */
  async refuse(): Promise<void> {
    if (!this.#server.listening) return;
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.reset();
    await closed;
  }

  /** Lets everything through again. */
  async mend(): Promise<void> {
    this.set({});
    if (!this.#server.listening && !this.#isClosed) await this.#listen();
  }

  /** For good. May be called more than once. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.set({});
    await this.refuse();
  }

  async #listen(): Promise<void> {
    await once(this.#server.listen(this.#port, '127.0.0.1'), 'listening');
    this.#port = (this.#server.address() as AddressInfo).port;
  }
}
