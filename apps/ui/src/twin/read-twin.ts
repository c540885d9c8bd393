import { EMPTY, memberOf, readJson, type JsonNode, type ObjectNode } from './json-text.js';

/** A twin as the API shows it; its parts keep every digit. */
export interface Twin {
  etag: string;
  version: string;
  desiredVersion: string | null;
  reportedVersion: string | null;
  status: string | null;
  connectionState: string | null;
  lastActivityAt: string | null;
  desired: ObjectNode;
  reported: ObjectNode;
  tags: ObjectNode;
}

/** Reads the text of a twin. Throws Unreadable. */
export function readTwin(text: string): Twin {
  const document = readJson(text);
  const plain = (key: string): string | null => plainOf(memberOf(document, key));
  const object = (key: string): ObjectNode => {
    const value = memberOf(document, key);
    return value?.kind === 'object' ? value : EMPTY;
  };
  return {
    etag: plain('etag') ?? '',
    version: plain('version') ?? '',
    desiredVersion: plain('desiredVersion'),
    reportedVersion: plain('reportedVersion'),
    status: plain('status'),
    connectionState: plain('connectionState'),
    lastActivityAt: plain('lastActivityAt'),
    desired: object('desired'),
    reported: object('reported'),
    tags: object('tags'),
  };
}

/** A text or a number as people write it. */
export const plainOf = (node: JsonNode | undefined): string | null => (node?.kind === 'text' || node?.kind === 'number' ? node.text : null);
