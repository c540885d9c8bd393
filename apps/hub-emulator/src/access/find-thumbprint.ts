import type { IncomingMessage } from 'node:http';
import { TLSSocket } from 'node:tls';

/** The thumbprints of the certificate that a caller has shown: SHA-1 and SHA-256, in upper-case hex. */
export function thumbprintsOf({ socket }: IncomingMessage): readonly string[] {
  if (!(socket instanceof TLSSocket)) return [];
  const certificate = socket.getPeerCertificate();
  // Without a certificate this is an empty object, whatever its type says.
  return [certificate.fingerprint, certificate.fingerprint256].flatMap((print?: string) => (print ? [print.replaceAll(':', '')] : []));
}
