import { createPublicKey, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';

const KeySetFile = z.object({ keys: z.array(z.looseObject({ kid: z.string().optional(), kty: z.string() })) });

/** An unknown key makes the set be read again, not more often than this. */
const LEAST_AGE_MS = 5_000;
const FETCH_TIMEOUT_MS = 5_000;

/** The keys of an issuer (RFC 7517), from a file or a URL. They are read when they are needed, and again for a key that is new. */
export class KeySet {
  #keys = new Map<string, KeyObject>();
  #readAt = -Infinity;

  /** @param source path of a file, or a URL that begins with http. */
  constructor(
    private readonly source: string,
    private readonly nowMs: () => number = () => performance.now(),
  ) {}

  /** Makes sure that the key is there if the issuer has it. Rejects when the set cannot be read. */
  async prepare(kid: string | undefined): Promise<void> {
    if (this.find(kid) || this.nowMs() - this.#readAt < LEAST_AGE_MS) return;
    const { keys } = KeySetFile.parse(JSON.parse(await this.read()));
    this.#readAt = this.nowMs();
    this.#keys = new Map(keys.flatMap((jwk) => (jwk.kty === 'RSA' || jwk.kty === 'EC' ? [[jwk.kid ?? '', createPublicKey({ key: jwk, format: 'jwk' })]] : [])));
  }

  /** The key of that id; a token that names none gets the only key there is. */
  find(kid: string | undefined): KeyObject | undefined {
    if (kid !== undefined) return this.#keys.get(kid);
    return this.#keys.size === 1 ? this.#keys.values().next().value : undefined;
  }

  private async read(): Promise<string> {
    if (!/^https?:/.test(this.source)) return readFile(this.source, 'utf8');
    const answer = await fetch(this.source, { signal: AbortSignal.timeout(FETCH_TIMEOUT_MS) });
    if (!answer.ok) throw new Error(`${this.source} answered ${answer.status}`);
    return answer.text();
  }
}
