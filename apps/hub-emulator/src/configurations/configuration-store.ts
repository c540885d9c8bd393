import { HubError } from '../http/hub-error.js';
import type { KeptFile } from '../storage/kept-file.js';
import type { Configuration } from './configuration.js';

/** Source: Azure IoT Hub, quotas and throttling: configurations of a paid hub. */
export const MOST_CONFIGURATIONS = 100;

/** The configurations of one hub. */
export class ConfigurationStore {
  readonly #configurations: Map<string, Configuration>;

  private constructor(
    private readonly file: KeptFile,
    known: readonly Configuration[],
  ) {
    this.#configurations = new Map(known.map((configuration) => [configuration.id, configuration]));
  }

  static async open(file: KeptFile): Promise<ConfigurationStore> {
    return new ConfigurationStore(file, ((await file.read()) as readonly Configuration[] | undefined) ?? []);
  }

  find(id: string): Configuration | undefined {
    return this.#configurations.get(id);
  }

  /** In the order of their creation. */
  all(): readonly Configuration[] {
    return [...this.#configurations.values()];
  }

  /** Adds the configuration or takes the place of the one with its id. Throws 413 ConfigurationCountLimitExceeded. */
  put(configuration: Configuration): void {
    if (!this.#configurations.has(configuration.id) && this.#configurations.size >= MOST_CONFIGURATIONS) {
      throw new HubError('ConfigurationCountLimitExceeded', `The hub has ${MOST_CONFIGURATIONS} configurations, and may have no more.`);
    }
    this.#configurations.set(configuration.id, configuration);
    this.file.save(this.all());
  }

  remove(id: string): void {
    this.#configurations.delete(id);
    this.file.save(this.all());
  }

  flushed(): Promise<void> {
    return this.file.flushed();
  }
}
