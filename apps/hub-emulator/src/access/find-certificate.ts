import type { X509Certificate } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { TLSSocket } from 'node:tls';

/** The certificate that a caller has shown, with what it has shown behind it; undefined when it has shown none. */
export function certificateOf({ socket }: IncomingMessage): X509Certificate | undefined {
  return socket instanceof TLSSocket ? socket.getPeerX509Certificate() : undefined;
}

/** The thumbprints of a certificate: SHA-1 and SHA-256, in upper-case hex. */
export function thumbprintsOf({ fingerprint, fingerprint256 }: X509Certificate): readonly string[] {
  return [fingerprint, fingerprint256].map((print) => print.replaceAll(':', ''));
}
