import { X509Certificate } from 'node:crypto';
import { readIfThere, writePublicFile } from '../storage/files.js';

/** What of an authority is shown. */
export interface ShownAuthority {
  readonly subject: string;
  /** SHA-256, in upper-case hex. */
  readonly thumbprint: string;
  readonly notAfter: string;
}

const PEM = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;
/** The longest chain that is followed: more are no chain of a device, but a circle. */
const LONGEST_CHAIN = 8;

/**
 * The certificate authorities whose devices may sign in to a hub. Taken for verified as they are added: the real hub also
 * wants a proof that the key is there. Source: Azure IoT Hub, X.509 certificate authority authentication.
 */
export class DeviceAuthorities {
  #authorities: readonly X509Certificate[];
  /** Leaves whose chain was followed to its end. A TLS session that is resumed shows the leaf alone. */
  readonly #proven = new Set<string>();

  private constructor(
    private readonly path: string | undefined,
    authorities: readonly X509Certificate[],
  ) {
    this.#authorities = authorities;
  }

  /** @param path where they are kept; absent: in memory. Throws an Error for a file that holds something else. */
  static async open(path?: string): Promise<DeviceAuthorities> {
    const text = path === undefined ? undefined : await readIfThere(path);
    return new DeviceAuthorities(path, text ? readAuthorities(text) : []);
  }

  /** Adds every certificate of a PEM text. Throws an Error, and adds none, when there is none or one that may not sign others. */
  async add(pem: string): Promise<void> {
    const added = readAuthorities(pem);
    if (added.length === 0) throw new Error('There is no certificate (PEM) in it');
    const prints = new Set(added.map(({ fingerprint256 }) => fingerprint256));
    await this.keep([...this.#authorities.filter(({ fingerprint256 }) => !prints.has(fingerprint256)), ...added]);
  }

  clear(): Promise<void> {
    return this.keep([]);
  }

  list(): readonly ShownAuthority[] {
    return this.#authorities.map(({ subject, fingerprint256, validTo }) => ({
      subject: subject.replaceAll('\n', ', '),
      thumbprint: fingerprint256.replaceAll(':', ''),
      notAfter: new Date(validTo).toISOString(),
    }));
  }

  /** True when the certificate, or what was shown behind it, was signed by one of the authorities, and nothing in between has run out. */
  vouchFor(leaf: X509Certificate, nowMs: number): boolean {
    if (!isInTime(leaf, nowMs)) return false;
    if (this.#proven.has(leaf.fingerprint256)) return true;
    let link: X509Certificate | undefined = leaf;
    for (let steps = 0; link && steps < LONGEST_CHAIN; steps += 1) {
      if (this.#authorities.some((authority) => isSignedBy(link!, authority, nowMs))) {
        this.#proven.add(leaf.fingerprint256);
        return true;
      }
      const next: X509Certificate | undefined = link.issuerCertificate;
      link = next?.ca && isSignedBy(link, next, nowMs) ? next : undefined;
    }
    return false;
  }

  private async keep(authorities: readonly X509Certificate[]): Promise<void> {
    this.#authorities = authorities;
    this.#proven.clear();
    if (this.path !== undefined) await writePublicFile(this.path, authorities.map((authority) => authority.toString()).join(''));
  }
}

function readAuthorities(pem: string): readonly X509Certificate[] {
  const authorities = (pem.match(PEM) ?? []).map((text) => new X509Certificate(text));
  const wrong = authorities.find(({ ca }) => !ca);
  if (wrong) throw new Error(`${wrong.subject} is no certificate authority: it may not sign certificates`);
  return authorities;
}

function isSignedBy(certificate: X509Certificate, authority: X509Certificate, nowMs: number): boolean {
  return isInTime(authority, nowMs) && certificate.checkIssued(authority) && certificate.verify(authority.publicKey);
}

function isInTime({ validFrom, validTo }: X509Certificate, nowMs: number): boolean {
  return Date.parse(validFrom) <= nowMs && nowMs < Date.parse(validTo);
}
