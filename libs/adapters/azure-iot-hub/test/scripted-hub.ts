import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';

import { PemConverter, SubjectAlternativeNameExtension, X509CertificateGenerator } from '@peculiar/x509';

/** One request as it arrived. */
export interface Seen {
  method: string;
  /** As it was sent, still percent-encoded, with the query. */
  target: string;
  host: string | undefined;
  serverName: string | undefined;
  ifMatch: string | undefined;
  authorization: string | undefined;
  body: string;
}

/** Answers one request in any way at all, or not. */
export type Script = (response: ServerResponse, seen: Seen) => void;

/** A server that answers what a test says: for answers that no hub, and so no emulator, would give. */
export interface ScriptedHub {
  port: number;
  caPem: string;
  seen: Seen[];
  /** How many connections were ever made to it. */
  connections(): number;
  answer(script: Script): void;
  stop(): Promise<void>;
}

export const HOST = 'contoso.azure-devices.net';

/** Starts it on a free port, under a certificate for the host `contoso.azure-devices.net` alone. */
export async function startScriptedHub(): Promise<ScriptedHub> {
  const { certPem, keyPem } = await issueFor(HOST);
  const seen: Seen[] = [];
  let script: Script = (response) => void response.writeHead(500).end();
  let connections = 0;

  const server = createServer({ cert: certPem, key: keyPem }, (request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const serverName = (request.socket as TLSSocket & { servername?: string }).servername;
      const one = { method, target: url, host: headers.host, serverName, ifMatch: headers['if-match'], authorization: headers.authorization, body };
      seen.push(one);
      script(response, one);
    });
  });
  server.on('connection', () => connections++);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));

  return {
    port: (server.address() as AddressInfo).port,
    caPem: certPem,
    seen,
    connections: () => connections,
    answer: (next) => void (script = next),
    stop: () =>
      new Promise((stopped) => {
        server.close(() => stopped());
        server.closeAllConnections();
      }),
  };
}

export const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): Script =>
  (response) =>
    void response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', ...headers }).end(JSON.stringify(body));

async function issueFor(host: string): Promise<{ certPem: string; keyPem: string }> {
  const signingAlgorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
  const keys = await webcrypto.subtle.generateKey(signingAlgorithm, true, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: `CN=${host}`,
    notBefore: new Date(Date.now() - 3_600_000),
    notAfter: new Date(Date.now() + 3_600_000),
    keys,
    signingAlgorithm,
    extensions: [new SubjectAlternativeNameExtension([{ type: 'dns', value: host }])],
  });
  const keyPem = PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey), PemConverter.PrivateKeyTag);
  return { certPem: certificate.toString('pem'), keyPem };
}
