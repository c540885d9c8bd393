import { createPrivateKey, X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import { readIfThere, writePublicFile, writeSecretFile } from '../storage/files.js';
import { issueAuthority, issueServer, type KeyPair } from './issue-certificates.js';

export interface Certificates {
  readonly caPem: string;
  /** Where the CA certificate lies; absent when nothing is kept on disk. */
  readonly caFile: string | undefined;
  readonly server: KeyPair;
}

/** Names under which the emulator can be reached whatever the hubs are called. */
const ALWAYS = ['localhost', '127.0.0.1', '*.azure-devices.net'];

const RENEW_BEFORE_MS = 30 * 24 * 3600 * 1000;

/**
 * The certificates for these host names. With a data folder the authority is made once and the server certificate again when
 * the names change or it is about to expire; without one both are new and stay in memory.
 */
export async function keepCertificates(hostNames: readonly string[], dataFolder: string | undefined): Promise<Certificates> {
  const names = [...new Set([...ALWAYS, ...hostNames])];
  if (dataFolder === undefined) {
    const authority = await issueAuthority();
    return { caPem: authority.certPem, caFile: undefined, server: await issueServer(authority, names) };
  }
  const caFile = join(dataFolder, 'ca.pem');
  const authority = (await readPair(caFile, join(dataFolder, 'ca-key.pem'))) ?? (await makeAuthority(dataFolder));
  const known = await readPair(join(dataFolder, 'server.pem'), join(dataFolder, 'server-key.pem'));
  const server = known && fits(known, authority, names) ? known : await makeServer(dataFolder, authority, names);
  return { caPem: authority.certPem, caFile, server };
}

async function makeAuthority(dataFolder: string): Promise<KeyPair> {
  const authority = await issueAuthority();
  // The key first: with it alone the next start begins again, with the certificate alone nothing could be issued.
  await writeSecretFile(join(dataFolder, 'ca-key.pem'), authority.keyPem);
  await writePublicFile(join(dataFolder, 'ca.pem'), authority.certPem);
  return authority;
}

async function makeServer(dataFolder: string, authority: KeyPair, names: readonly string[]): Promise<KeyPair> {
  const server = await issueServer(authority, names);
  await writeSecretFile(join(dataFolder, 'server-key.pem'), server.keyPem);
  await writePublicFile(join(dataFolder, 'server.pem'), server.certPem);
  return server;
}

/** A pair whose halves belong together and that is not about to expire; anything else is as good as none. */
async function readPair(certPath: string, keyPath: string): Promise<KeyPair | undefined> {
  const certPem = await readIfThere(certPath);
  const keyPem = await readIfThere(keyPath);
  if (!certPem || !keyPem) return undefined;
  const certificate = new X509Certificate(certPem);
  const lasts = Date.parse(certificate.validTo) - Date.now() > RENEW_BEFORE_MS;
  return lasts && certificate.checkPrivateKey(createPrivateKey(keyPem)) ? { certPem, keyPem } : undefined;
}

function fits(server: KeyPair, authority: KeyPair, names: readonly string[]): boolean {
  const certificate = new X509Certificate(server.certPem);
  const has = (certificate.subjectAltName ?? '').split(', ').map((name) => name.replace(/^(DNS|IP Address):/, ''));
  return certificate.checkIssued(new X509Certificate(authority.certPem)) && names.toSorted().join() === has.toSorted().join();
}
