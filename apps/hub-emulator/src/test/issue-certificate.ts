import 'reflect-metadata';
import { randomBytes, webcrypto } from 'node:crypto';
import { BasicConstraintsExtension, PemConverter, X509Certificate, X509CertificateGenerator } from '@peculiar/x509';
import type { KeyPair } from '../tls/issue-certificates.js';

export interface CertificateWish {
  /** The common name. */
  readonly name: string;
  /** Who signs it; absent: itself. */
  readonly by?: KeyPair;
  /** True for one that may sign others. */
  readonly signs?: boolean;
  /** When it ends; a day from now when it is absent. */
  readonly until?: Date;
}

const CURVE = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const DAY_MS = 24 * 3600 * 1000;

/** Makes a certificate as those who make devices do, and its key. */
export async function issueCertificate({ name, by, signs = false, until = new Date(Date.now() + DAY_MS) }: CertificateWish): Promise<KeyPair> {
  const keys = await webcrypto.subtle.generateKey(CURVE, true, ['sign', 'verify']);
  const issuer = by && new X509Certificate(by.certPem);
  const certificate = await X509CertificateGenerator.create({
    serialNumber: `01${randomBytes(15).toString('hex')}`,
    notBefore: new Date(until.getTime() - 2 * DAY_MS),
    notAfter: until,
    subject: [{ CN: [name] }],
    issuer: issuer?.subjectName ?? [{ CN: [name] }],
    publicKey: keys.publicKey,
    signingKey: by ? await webcrypto.subtle.importKey('pkcs8', PemConverter.decodeFirst(by.keyPem), CURVE, false, ['sign']) : keys.privateKey,
    signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
    extensions: [new BasicConstraintsExtension(signs, undefined, true)],
  });
  const keyPem = PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey), PemConverter.PrivateKeyTag);
  return { certPem: `${certificate.toString('pem')}\n`, keyPem: `${keyPem}\n` };
}
